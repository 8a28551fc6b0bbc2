import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { drawItem } from '../../../drivers/camera/draw-item.ts'
import { itemKinds, type Subject } from '../../../drivers/camera/subject.ts'
import type { Region } from '../../../main/kernel/finding.ts'
import type { CameraRole } from '../../../main/kernel/frame.ts'
import { spanned } from '../../../models/picture/crop.ts'
import { cutOut, workingSide } from '../../../models/picture/cut-out.ts'
import { type Raster, shrunk } from '../../../models/picture/raster.ts'
import type { CutOut } from '../../../models/port.ts'

type Rgb = readonly [number, number, number]
const mat: Rgb = [176, 174, 168]

/** A bench with boxes of colours on it, and a grain like a sensor's. */
function drawn(...boxes: readonly (readonly [Region, Rgb])[]): Raster {
  const [width, height] = [320, 180]
  const pixels = new Uint8Array(width * height * 3)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 3) {
      const over = boxes.findLast(([box]) => inside(box, x / width, y / height))
      const grain = ((x * 7 + y * 13) % 5) - 2
      for (let c = 0; c < 3; c++) pixels[at + c] = (over?.[1] ?? mat)[c]! + grain
    }
  return { width, height, pixels }
}

function inside({ x, y, width, height }: Region, across: number, down: number): boolean {
  return across >= x && across < x + width && down >= y && down < y + height
}

async function photographed(
  subject: Subject | undefined,
  role: CameraRole,
  light: readonly [number, number, number] = [1, 1, 1],
): Promise<Raster> {
  const photo = sharp(await drawItem(subject, role, 0.25)).linear([...light], [0, 0, 0])
  const { data, info } = await photo.resize(320).raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, pixels: data }
}

function itemOf(cut: CutOut): CutOut & { readonly kind: 'item' } {
  if (cut.kind !== 'item') throw new Error(`found ${cut.kind}, not an item`)
  return cut
}

const stripe = (i: number): Rgb => [i % 2 ? 220 : 30, i % 3 ? 40 : 200, i % 4 ? 60 : 240]
const red: Rgb = [170, 40, 30]
const blue: Rgb = [30, 60, 160]
const left: Region = { x: 0.1, y: 0.2, width: 0.25, height: 0.6 }
const right: Region = { x: 0.6, y: 0.2, width: 0.25, height: 0.6 }
const middle: Region = { x: 0.3, y: 0.25, width: 0.4, height: 0.5 }

describe('by the empty stage', () => {
  it.each(['top', 'front'] as const)(
    '[CU1] every drawn item is told from %s, in other light too',
    async (role) => {
      const stage = await photographed(undefined, role)
      for (const kind of itemKinds) {
        const cut = itemOf(cutOut(await photographed({ kind, seed: 3 }, role, [0.85, 0.8, 0.74]), stage))
        expect(cut.by).toBe('stage')
        expect(inside(cut.box, 0.5, 0.55)).toBe(true)
      }
    },
  )

  it('[CU1] a grey item on a grey mat keeps its outline, a soft shadow beside it is no item', () => {
    const [stage, view] = [drawn(), drawn([middle, [110, 109, 105]])]
    for (let y = 0; y < 180; y++)
      for (let x = 224; x < 300; x++)
        for (let c = 0; c < 3; c++)
          view.pixels[(y * 320 + x) * 3 + c]! *= 1 - 0.45 * Math.sin(((x - 224) / 76) * Math.PI)
    const { box } = itemOf(cutOut(view, stage))
    expect(box.x).toBeCloseTo(middle.x, 1)
    expect(box.x + box.width).toBeLessThan(middle.x + middle.width + 0.02)
  })

  it('[CU2] an empty stage is told, in other light too', async () => {
    const stage = await photographed(undefined, 'top')
    expect(cutOut(await photographed(undefined, 'top', [0.8, 0.85, 0.9]), stage)).toEqual({ kind: 'empty' })
  })

  it('[CU3] two comparable things apart are two items, with a box each; a small part beside an item is its own', () => {
    const two = cutOut(drawn([left, red], [right, blue]), drawn())
    expect(two.kind === 'two' && two.boxes.map(({ x }) => Math.round(x * 10)).toSorted()).toEqual([1, 6])
    const part: Region = { x: 0.8, y: 0.5, width: 0.05, height: 0.08 }
    const { box } = itemOf(cutOut(drawn([left, red], [part, blue]), drawn()))
    expect(box.x + box.width).toBeCloseTo(0.85, 1)
  })

  it('[CU4] a reference that does not fit is not used: another bench, another shape', () => {
    const view = drawn([middle, red])
    const square = { width: 180, height: 180, pixels: new Uint8Array(180 * 180 * 3).fill(90) }
    const stripes = drawn(
      ...Array.from({ length: 9 }, (_, i) => [{ x: i / 9, y: 0, width: 0.1, height: 1 }, stripe(i)] as const),
    )
    expect(itemOf(cutOut(view, stripes)).by).toBe('colour')
    expect(itemOf(cutOut(view, square)).by).toBe('colour')
  })
})

describe('by colour', () => {
  it('[CU5] without a reference, what is unlike the colours of the border is the item, its holes filled', () => {
    const { by, box, mask } = itemOf(
      cutOut(drawn([middle, red], [{ x: 0.45, y: 0.45, width: 0.1, height: 0.1 }, mat])),
    )
    expect(by).toBe('colour')
    expect(box.x).toBeCloseTo(middle.x, 1)
    expect(box.width).toBeCloseTo(middle.width, 1)
    expect(mask.bits[Math.floor(mask.height / 2) * mask.width + Math.floor(mask.width / 2)]).toBe(1)
    expect(cutOut(drawn([left, red], [right, blue])).kind).toBe('two')
  })

  it.each([
    ['a bare mat', drawn()],
    ['a photograph of one pixel', { width: 1, height: 1, pixels: Uint8Array.of(9, 9, 9) }],
    ['a black photograph', { width: 32, height: 18, pixels: new Uint8Array(32 * 18 * 3) }],
    ['an item that fills the photograph', drawn([{ x: 0.02, y: 0, width: 0.98, height: 1 }, red])],
  ])('[CU6] %s is not told, never guessed', (_, view) => {
    expect(cutOut(view)).toEqual({ kind: 'untold' })
  })
})

it('[CU7] cutting is done at 160 pixels, whatever came in', () => {
  const small = shrunk(drawn(), workingSide)
  expect([small.width, small.height]).toEqual([160, 90])
  expect(shrunk(small, workingSide)).toBe(small)
  expect(
    shrunk({ width: 3, height: 2000, pixels: new Uint8Array(18_000).fill(7) }, 160).pixels.every(
      (p) => p === 7,
    ),
  ).toBe(true)
})

it('[CU8] what lies between parts of the item is kept', () => {
  const notched = {
    width: 5,
    height: 3,
    bits: Uint8Array.from([1, 1, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0]),
  }
  expect([...spanned(notched).bits]).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 0, 0])
})
