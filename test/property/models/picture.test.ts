import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findingTypes } from '../../../main/kernel/finding.ts'
import type { Mask } from '../../../models/picture/mask.ts'
import { mergedSpots, type Told } from '../../../models/picture/merge.ts'
import { mostTiles, overlap, tilesOf } from '../../../models/picture/tiles.ts'

const side = fc.integer({ min: 1, max: 40 })
const masks: fc.Arbitrary<Mask> = fc
  .tuple(side, side)
  .chain(([width, height]) =>
    fc
      .uint8Array({ minLength: width * height, maxLength: width * height, max: 1 })
      .map((bits) => ({ width, height, bits })),
  )
const pixels = fc.integer({ min: 1, max: 4000 })
const photos = fc.record({ width: pixels, height: pixels })
const inputs = fc.record({
  width: fc.integer({ min: 32, max: 640 }),
  height: fc.integer({ min: 32, max: 640 }),
})

describe('tiles', () => {
  it('[CU9] every pixel of the item is in a tile, at most nine, all on the photograph', () => {
    fc.assert(
      fc.property(masks, photos, inputs, (mask, photo, input) => {
        const { windows } = tilesOf(mask, { photo, input })
        expect(windows.length).toBeLessThanOrEqual(mostTiles)
        for (const { left, top, width, height } of windows) {
          expect(left >= 0 && top >= 0 && left + width <= photo.width && top + height <= photo.height).toBe(
            true,
          )
        }
        if (windows.length === 0) return
        for (let at = 0; at < mask.bits.length; at++) {
          if (!mask.bits[at]) continue
          const x = (((at % mask.width) + 0.5) / mask.width) * photo.width
          const y = ((Math.floor(at / mask.width) + 0.5) / mask.height) * photo.height
          const shown = windows.some(
            (tile) =>
              x >= tile.left && x <= tile.left + tile.width && y >= tile.top && y <= tile.top + tile.height,
          )
          expect(shown).toBe(true)
        }
      }),
    )
  })

  it('[CU9] neighbours share a fifth of a side, and the scale is native where nine tiles are enough', () => {
    const mask = { width: 16, height: 9, bits: new Uint8Array(144).fill(1) }
    const small = tilesOf(mask, { photo: { width: 800, height: 450 }, input: { width: 320, height: 320 } })
    expect(small.scale).toBe(1)
    expect(small.windows).toHaveLength(6)
    const large = tilesOf(mask, { photo: { width: 1920, height: 1080 }, input: { width: 320, height: 320 } })
    expect(large.windows.length).toBeLessThanOrEqual(9)
    const lefts = [...new Set(large.windows.map((tile) => tile.left))].toSorted((a, b) => a - b)
    const step = Math.max(...lefts.slice(1).map((left, i) => left - lefts[i]!))
    expect(step).toBeLessThanOrEqual(Math.ceil(320 * large.scale * (1 - overlap)))
  })

  it('[CU9] an item that fits the input needs none', () => {
    const mask = {
      width: 4,
      height: 4,
      bits: Uint8Array.from([0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0]),
    }
    expect(
      tilesOf(mask, { photo: { width: 400, height: 400 }, input: { width: 320, height: 320 } }).windows,
    ).toEqual([])
  })
})

const fraction = fc.integer({ min: 0, max: 20 }).map((step) => step / 20)
const spots: fc.Arbitrary<Told[]> = fc.array(
  fc
    .tuple(
      fraction,
      fraction,
      fraction,
      fraction,
      fc.constantFrom(...findingTypes.slice(0, 2)),
      fraction,
      fc.boolean(),
      fc.nat(3),
    )
    .map(([a, b, c, d, type, score, grave, at]) => ({
      type,
      left: Math.min(a, b),
      right: Math.max(a, b),
      top: Math.min(c, d),
      bottom: Math.max(c, d),
      score,
      grave,
      glance: at,
    })),
  { maxLength: 12 },
)

describe('merging', () => {
  it('[CU10] the order changes nothing', () => {
    const shuffled = spots.chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
      ),
    )
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(mergedSpots(other)).toEqual(mergedSpots(list))
      }),
    )
  })

  it('[CU10] what touches nothing another glance saw stays as it was told, and all of the others is kept', () => {
    const touch = (a: Told, b: Told) =>
      a.type === b.type &&
      a.glance !== b.glance &&
      [a.left <= b.right, b.left <= a.right, a.top <= b.bottom, b.top <= a.bottom].every(Boolean)
    fc.assert(
      fc.property(spots, (list) => {
        const merged = mergedSpots(list)
        for (const spot of list) {
          const { glance: _glance, ...box } = spot
          if (!list.some((other) => touch(spot, other))) expect(merged).toContainEqual(box)
          const held = merged.some(
            (one) =>
              one.type === spot.type &&
              one.score >= spot.score &&
              [one.left <= spot.left, one.top <= spot.top].every(Boolean) &&
              [one.right >= spot.right, one.bottom >= spot.bottom].every(Boolean),
          )
          expect(held).toBe(true)
        }
      }),
    )
  })

  it('[CU10] without glances that touch there are as many as were told', () => {
    fc.assert(
      fc.property(spots, (list) => {
        expect(mergedSpots(list.map((one) => ({ ...one, glance: 0 })))).toHaveLength(list.length)
      }),
    )
  })
})
