import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { networkCrop } from '../../../models/memory/network-crop.ts'
import { painted } from '../../../models/memory/painted.ts'
import type { Pose } from '../../../models/memory/pose.ts'
import type { ItemView } from '../../../models/memory/raster.ts'
import { squareOf } from '../../../models/telling/signature.ts'

/** What models/training/station_crops.py writes of one crop: samples of its bytes, and the mean of all. */
interface Numbers {
  readonly length: number
  readonly mean: number
  readonly samples: readonly number[]
}
type Crops = Readonly<Record<string, Numbers>>

const step = 104_729
const [width, height] = [640, 480]
const side = { compare: 256, identity: 192 }
/** In levels of 255: roundings; a cubic kernel at the item's edge; and a picture made smaller before, by another kernel. */
const allowed = {
  compare: { mean: 0.5, worst: 1 },
  square: { mean: 0.5, worst: 12 },
  laid: { mean: 4, worst: 64 },
}
const golden: {
  readonly poses: Readonly<Record<string, readonly [number, number, number, number]>>
  readonly told: Crops
  readonly untold: Crops
} = JSON.parse(readFileSync(join(import.meta.dirname, 'station-crops.json'), 'utf8'))

/** The picture and the item that the Python script draws, by the same whole numbers. */
function drawn(): Required<Pick<ItemView, 'raster' | 'mask'>> {
  const pixels = new Uint8Array(width * height * 3)
  const mask = new Uint8Array(width * height)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      mask[y * width + x] = (x - 330) ** 2 * 4 + (y - 250) ** 2 * 9 < 160_000 ? 255 : 0
      for (let channel = 0; channel < 3; channel++, at++) {
        const block = ((x >> 6) ^ (y >> 6)) * 37
        const fine = (((x >> 1) + (y >> 2)) & 7) * 3
        pixels[at] = (block + fine + (x >> 3) + channel * 60) % 256
      }
    }
  return { raster: { width, height, pixels }, mask }
}

interface Off {
  readonly mean: number
  readonly worst: number
}

/** How far a crop of the station is from training's, in levels of 255. */
function farOff(crop: Uint8Array, { length, mean, samples }: Numbers): Off {
  expect(crop.length).toBe(length)
  expect(Math.abs(crop.reduce((sum, value) => sum + value, 0) / length - mean)).toBeLessThan(1)
  const levels = samples.map((value, i) => Math.abs(value - crop[(i * step) % length]!))
  return { mean: levels.reduce((sum, one) => sum + one, 0) / levels.length, worst: Math.max(...levels) }
}

function expectWithin(off: Off, allowed: Off): void {
  expect(off.mean).toBeLessThanOrEqual(allowed.mean)
  expect(off.worst).toBeLessThanOrEqual(allowed.worst)
}

/** One pixel to the right, as a crop would be that begins at the wrong place. */
const shifted = (crop: Uint8Array) => Uint8Array.from(crop, (_, i) => crop[Math.max(i % 3, i - 3)]!)

function compared(view: ItemView, [x, y, size, angle]: readonly [number, number, number, number]) {
  const pose: Pose = { x, y, side: size, angle }
  return networkCrop(painted(view), pose, side.compare).rgb
}

const { raster, mask } = drawn()
const views: Readonly<Record<'told' | 'untold', ItemView>> = { told: { raster, mask }, untold: { raster } }

describe.each(['told', 'untold'] as const)('an item %s from the bench', (kind) => {
  const view = views[kind]

  it.each(Object.entries(golden.poses))(
    '[PI12] is compared by a crop that training makes the same: %s',
    (name, pose) => {
      const crop = compared(view, pose)
      const trained = golden[kind][`compare, ${name}`]!
      expectWithin(farOff(crop, trained), allowed.compare)
      expect(farOff(shifted(crop), trained).worst).toBeGreaterThan(allowed.compare.worst)
    },
  )

  it('[PI13] is told apart by a square that training makes the same', async () => {
    const crop = await squareOf(view, side.identity)
    const { square, laid } = golden[kind]
    expectWithin(farOff(crop, square!), allowed.square)
    expectWithin(farOff(crop, laid!), allowed.laid)
    expect(farOff(shifted(crop), square!).mean).toBeGreaterThan(allowed.square.mean)
  })
})
