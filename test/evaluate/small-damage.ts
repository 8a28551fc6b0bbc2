import sharp from 'sharp'
import { drawItem } from '../../drivers/camera/draw-item.ts'
import type { ItemKind } from '../../drivers/camera/subject.ts'
import { type PhotoView, viewOf } from '../../models/memory/photograph.ts'
import { type Dice, whole as wholeNumber } from '../rigs/seeded.ts'

/** A cut, a drop of something and a nick, of a size that a crop of the whole item shows as a pixel or two. */
export const smallDamages = ['scratch', 'spot', 'nick'] as const
export type SmallDamage = (typeof smallDamages)[number]

/** A photograph of 1920 × 1080 and the view of its item. */
export interface SmallPhoto {
  readonly photo: Uint8Array
  readonly view: PhotoView
}

/** Takes photographs of one drawn item, each time laid down again, whole or with one small damage on it. */
export interface SmallShooting {
  shoot(damage?: SmallDamage): Promise<SmallPhoto>
}

const [width, height] = [1920, 1080]

/** The item as the simulated rig draws it, once; the dice say how it lies, in what light, and where the damage is. */
export async function smallShooting(
  of: { readonly kind: ItemKind; readonly seed: number },
  dice: Dice,
): Promise<SmallShooting> {
  const drawn = await drawItem(of, 'top')
  return {
    async shoot(damage) {
      const part = {
        left: wholeNumber(dice, 0, 30),
        top: wholeNumber(dice, 0, 20),
        width: 1890,
        height: 1060,
      }
      const again = sharp(drawn)
        .extract(part)
        .resize(width, height, { fit: 'fill' })
        .modulate({ brightness: 0.95 + dice() * 0.1 })
      const laid = await again.jpeg({ quality: 92 }).toBuffer()
      const view = await itemIn(laid)
      if (!damage) return { photo: laid, view }
      const photo = await sharp(laid)
        .composite([{ input: drawing(damage, somewhereOn(view, dice), dice) }])
        .jpeg({ quality: 92 })
        .toBuffer()
      return { photo, view: await itemIn(photo) }
    },
  }
}

async function itemIn(photo: Uint8Array): Promise<PhotoView> {
  const view = await viewOf({ photo })
  if (typeof view === 'string') throw new Error(`a drawn item is told as ${view}`)
  return view
}

/** A pixel of the photograph that is item, and all around it too. */
function somewhereOn(
  { raster, mask, scale }: PhotoView,
  dice: Dice,
): { readonly x: number; readonly y: number } {
  const around = [
    [0, 0],
    [8, 0],
    [-8, 0],
    [0, 8],
    [0, -8],
  ] as const
  for (let trial = 0; trial < 10_000; trial++) {
    const [x, y] = [wholeNumber(dice, 8, raster.width - 9), wholeNumber(dice, 8, raster.height - 9)]
    if (!mask || around.every(([dx, dy]) => mask[(y + dy) * raster.width + x + dx]))
      return { x: x * scale, y: y * scale }
  }
  throw new Error('a drawn item has no place for a small damage')
}

/** Pixels of the photograph: a scratch 40 to 90 long and 2 to 3.5 wide, a spot or a nick 10 to 20 across; a millimetre or three on a shoe. */
function drawing(
  damage: SmallDamage,
  { x, y }: { readonly x: number; readonly y: number },
  dice: Dice,
): Buffer {
  const [long, wide, round, turn] = [40 + dice() * 50, 2 + dice() * 1.5, 5 + dice() * 5, dice() * 180]
  const shade = dice() < 0.5 ? '#1c1a18' : '#f0ede6'
  const shapes: Readonly<Record<SmallDamage, string>> = {
    scratch: `<line x1="${x - long / 2}" y1="${y}" x2="${x + long / 2}" y2="${y + 6}" stroke="${shade}" stroke-opacity="0.75" stroke-width="${wide}" transform="rotate(${turn} ${x} ${y})"/>`,
    spot: `<ellipse cx="${x}" cy="${y}" rx="${round}" ry="${round * 0.8}" fill="#5a3a1c" fill-opacity="0.7"/>`,
    nick: `<polygon points="${x},${y} ${x + round * 1.6},${y + 3} ${x + round},${y + round * 1.2} ${x - 2},${y + round}" fill="#101010"/>`,
  }
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shapes[damage]}</svg>`,
  )
}
