import sharp from 'sharp'
import type { CameraRole } from '../../main/kernel/frame.ts'
import { createDice, type Dice } from '../dice.ts'
import { type Art, path } from './draw/art.ts'
import { benchSvg, pictureSize } from './draw/bench.ts'
import { drawBottle } from './draw/bottle.ts'
import { drawBox } from './draw/box.ts'
import { damageDefs, drawDamage } from './draw/damage.ts'
import { drawMug } from './draw/mug.ts'
import { drawPhone } from './draw/phone.ts'
import { drawShirt } from './draw/shirt.ts'
import { drawShoe } from './draw/shoe.ts'
import { drawToy } from './draw/toy.ts'
import { viewOf } from './draw/view.ts'
import { believableDamage, type Subject } from './subject.ts'

const { width, height } = pictureSize

/**
 * The photograph that a camera of that role takes of the bench with this item on it (or empty): JPEG, 1920 × 1080,
 * or `scale` times that.
 */
export async function drawItem(
  subject: Subject | undefined,
  role: CameraRole = 'top',
  scale = 1,
): Promise<Uint8Array> {
  const layers = subject ? await layersOf(subject, role, scale) : []
  const grain = { input: await grainTile(), tile: true, blend: 'soft-light' as const }
  const picture = sharp(svg(benchSvg(role), scale)).composite([...layers, grain])
  return picture.removeAlpha().jpeg({ quality: 90, chromaSubsampling: '4:2:0' }).toBuffer()
}

async function layersOf(
  subject: Subject,
  role: CameraRole,
  scale: number,
): Promise<readonly { input: Buffer }[]> {
  const dice = createDice(subject.seed)
  const art = artOf(subject, role, dice)
  const view = viewOf(subject, role)
  const item = `<defs>${art.defs}${damageDefs(dice)}<clipPath id="within">${path(art.outline, '')}</clipPath></defs>
    <g transform="${view}">${art.body}<g clip-path="url(#within)">${damageOf(subject, art, dice)}</g></g>`
  return [{ input: await shadow(shadowSvg(art, view, role), scale) }, { input: svg(item, scale) }]
}

function artOf({ kind, damage = [] }: Subject, role: CameraRole, dice: Dice): Art {
  switch (kind) {
    case 'shirt':
      return drawShirt(dice)
    case 'shoe':
      return drawShoe(dice, role)
    case 'box':
      return drawBox(dice, role, damage.includes('open_flap'))
    case 'bottle':
      return drawBottle(dice)
    case 'phone':
      return drawPhone(dice)
    case 'mug':
      return drawMug(dice)
    case 'toy':
      return drawToy(dice)
  }
}

function damageOf(subject: Subject, art: Art, dice: Dice): string {
  const fitting = (subject.damage ?? []).filter((damage) => believableDamage[subject.kind].includes(damage))
  const drawn = fitting.map((damage, index) => {
    const spot = art.spots[index % art.spots.length]
    return spot ? drawDamage(damage, spot, { kind: subject.kind, dice }) : ''
  })
  return drawn.join('')
}

/** Two shadows: a dark one where the item touches the bench, a wide one from the lamp. */
function shadowSvg({ outline, footprint }: Art, view: string, role: CameraRole): string {
  const standing = footprint !== undefined && role !== 'top' && role !== 'label'
  const cast = (opacity: number, move: string) =>
    `<g transform="${view} ${move}" opacity="${opacity}">${path(standing ? footprint : outline, 'fill="#0b0a09"')}</g>`
  return standing
    ? cast(0.62, 'translate(4 8)') + cast(0.4, 'translate(70 4) scale(1.22 1.1)')
    : cast(0.5, 'translate(8 12)') + cast(0.34, 'translate(34 40)')
}

/** Blurred at a quarter of the size, where it costs little. */
async function shadow(casts: string, scale: number): Promise<Buffer> {
  const blurred = await sharp(svg(casts, scale / 4))
    .blur(Math.max(0.5, 5 * scale))
    .toBuffer()
  const size = [Math.round(width * scale), Math.round(height * scale)] as const
  return sharp(blurred)
    .resize(...size, { kernel: 'cubic' })
    .toBuffer()
}

function svg(inner: string, scale: number): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width * scale}" height="${height * scale}" viewBox="0 0 ${width} ${height}">${inner}</svg>`,
  )
}

let tile: Promise<Buffer> | undefined

/** A sensor's noise, always the same: grey 128 ± a few, 256 pixels square. */
function grainTile(): Promise<Buffer> {
  tile ??= sharp(grain(), { raw: { width: 256, height: 256, channels: 3 } })
    .png()
    .toBuffer()
  return tile
}

function grain(): Buffer {
  const dice = createDice(20)
  const pixels = Buffer.alloc(256 * 256 * 3)
  for (let at = 0; at < pixels.length; at += 3) {
    const grey = 128 + (dice.next() + dice.next() + dice.next() - 1.5) * 26
    for (let channel = 0; channel < 3; channel += 1) pixels[at + channel] = grey + dice.between(-4, 4)
  }
  return pixels
}
