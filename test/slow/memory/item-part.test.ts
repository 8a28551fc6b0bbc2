import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { quarterCrop } from '../../../models/memory/closer.ts'
import { prepare, startOf } from '../../../models/memory/memory.ts'
import { viewOf } from '../../../models/memory/photograph.ts'
import { cutOut } from '../../../models/picture/cut-out.ts'
import { decodedFrom } from '../../../models/picture/decoded.ts'
import { coarsestOf, itemPart } from '../../../models/picture/part.ts'
import type { Decoded } from '../../../models/port.ts'
import { histogram } from '../../../models/telling/histogram.ts'
import { squareOf } from '../../../models/telling/signature.ts'
import { type Drawn, thing } from '../../rigs/drawn-units.ts'

/** A drawn thing on a bench of a size, so many times larger than it was drawn. */
async function photographed(drawn: Drawn, { width, height, times }: Bench): Promise<Uint8Array> {
  const { raster } = thing({ ...drawn, size: 1.5 })
  const { width: across, height: down, pixels } = raster
  const item = await sharp(pixels, { raw: { width: across, height: down, channels: 3 } })
    .resize(across * times, down * times, { kernel: 'cubic' })
    .png()
    .toBuffer()
  const bench = { width, height, channels: 3, background: { r: 235, g: 235, b: 235 } } as const
  return new Uint8Array(
    await sharp({ create: bench })
      .composite([{ input: item }])
      .png()
      .toBuffer(),
  )
}

interface Bench {
  readonly width: number
  readonly height: number
  readonly times: number
}

/** The decoded photograph with its item told, and the part of it that the item is in. */
async function bothOf(photo: Uint8Array, { width, height }: Bench): Promise<[Decoded, Decoded]> {
  const decoded = await decodedFrom(photo, Math.max(width, height))
  const whole = { ...decoded, cut: cutOut(decoded.raster) }
  return [whole, itemPart(whole)]
}

async function seenIn(decoded: Decoded) {
  const view = await viewOf({ decoded })
  if (typeof view === 'string') throw new Error(view)
  return view
}

const benches = [
  ['wide', { width: 1280, height: 720, times: 4 }],
  ['square', { width: 1000, height: 1000, times: 5 }],
  ['upright', { width: 421, height: 561, times: 2 }],
  ['small', { width: 301, height: 203, times: 1 }],
] as const satisfies readonly (readonly [string, Bench])[]

describe.each(benches)('a photograph that is %s', (_, bench) => {
  it('[RM20] the part with its item gives the numbers of the whole, to the byte', async () => {
    const first = await photographed({ seed: 1 }, bench)
    const [firstWhole] = await bothOf(first, bench)
    const start = startOf(await seenIn(firstWhole))
    for (const drawn of [
      { seed: 2, x: 104, y: 74, turn: 0.1 },
      { seed: 3, armless: true },
      { seed: 4, turn: 2 },
    ]) {
      const photo = await photographed(drawn, bench)
      const [whole, part] = await bothOf(photo, bench)
      expect(part.raster.pixels.length).toBeLessThan(0.8 * whole.raster.pixels.length)
      const [wholeView, partView] = [await seenIn(whole), await seenIn(part)]
      const prepared = prepare(partView, start)
      expect(prepared).toEqual(prepare(wholeView, start))
      expect(prepared.item).toBeGreaterThan(0.1)
      expect(histogram(partView)).toEqual(histogram(wholeView))
      expect(await squareOf(partView, 64)).toEqual(await squareOf(wholeView, 64))
      const { pose } = prepared
      for (const quarter of [0, 3] as const)
        expect(await quarterCrop(photo, { view: partView, pose }, quarter)).toEqual(
          await quarterCrop(photo, { view: wholeView, pose }, quarter),
        )
    }
  })
})

it('[RM20] of an item that was not told, the whole goes on', async () => {
  const decoded = await decodedFrom(await photographed({}, benches[0][1]), 1280)
  for (const one of [decoded, { ...decoded, cut: { kind: 'untold' } as const }])
    expect(itemPart(one)).toBe(one)
})

it.each([
  [640, 360, 16],
  [640, 640, 32],
  [300, 203, 8],
  [40, 40, 2],
  [1, 1, 2],
])('[RM20] the smallest copy of %i by %i has a pixel of %i', (width, height, pixels) => {
  expect(coarsestOf({ width, height })).toBe(pixels)
})
