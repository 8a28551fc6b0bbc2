import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cellStride, classicCells, classicSize } from '../../../models/memory/cells.ts'
import { emptyPlanes, outside, type Planes } from '../../../models/memory/planes.ts'
import { diceOf } from '../../rigs/seeded.ts'

function cropOf(seed: number, side: number): Planes {
  const dice = diceOf(seed)
  const crop = emptyPlanes(side, side)
  for (let at = 0; at < side * side; at++) {
    crop.light[at] = dice() * 100
    crop.red[at] = dice() * 80 - 40
    crop.yellow[at] = dice() * 80 - 40
    crop.item[at] = dice()
  }
  // half of a crop is bench, mostly
  const [bench, to] = [side * Math.floor(dice() * side), side * side]
  for (const plane of [crop.red, crop.yellow, crop.item]) plane.fill(0, bench, to)
  crop.light.fill(outside.light, bench, to)
  return crop
}

/** Sums of one block's pixels in reading order; the first blocks lie half outside the crop. */
function blockSums({ width, light, red, yellow, item }: Planes, column: number, row: number) {
  const shift = cellStride / 2
  const inBlock = (at: number) =>
    Math.floor(((at % width) + shift) / cellStride) === column &&
    Math.floor((Math.floor(at / width) + shift) / cellStride) === row
  const pixels = [...light.keys()].filter(inBlock)
  const sum = (of: (at: number) => number) => pixels.reduce((all, at) => all + of(at), 0)
  const planes = [light, red, yellow]
  return {
    sums: [
      ...planes.map((plane) => sum((at) => plane[at]!)),
      ...planes.map((plane) => sum((at) => plane[at]! ** 2)),
      sum((at) => item[at]!),
    ],
    pixels,
  }
}

it('[RM6] a cell says what its four blocks say summed up pixel by pixel, bit by bit', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 6 }), (seed, across) => {
      const crop = cropOf(seed, across * cellStride)
      const { values, item } = classicCells(crop)
      for (let cell = 0; cell < across * across; cell++) {
        const [x, y] = [cell % across, Math.floor(cell / across)]
        const blocks = [blockSums(crop, x, y), blockSums(crop, x + 1, y)].concat([
          blockSums(crop, x, y + 1),
          blockSums(crop, x + 1, y + 1),
        ])
        const sums = blocks.reduce(
          (all, block) => all.map((sum, at) => sum + block.sums[at]!),
          Array(7).fill(0),
        )
        const pixels = blocks.flatMap((block) => block.pixels)
        const said = [...values.subarray(cell * classicSize, (cell + 1) * classicSize)]
        for (let each = 0; each < 3; each++) {
          const mean = sums[each]! / pixels.length
          const square = sums[3 + each]! / pixels.length
          expect(said[each]).toBe(Math.fround(mean / 10))
          expect(said[3 + each]).toBe(Math.fround(Math.sqrt(Math.max(0, square - mean * mean)) / 5))
        }
        const lights = pixels.map((at) => crop.light[at]!)
        expect(said.slice(8, 10)).toEqual(
          [Math.min(...lights), Math.max(...lights)].map((each) => Math.fround(each / 15)),
        )
        expect(item[cell]).toBe(Math.fround(sums[6]! / pixels.length))
      }
    }),
    { numRuns: 30 },
  )
})
