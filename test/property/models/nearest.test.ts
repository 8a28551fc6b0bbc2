import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Cells } from '../../../models/memory/cells.ts'
import { type Leeway, least, nearestAnywhere, nearestByPlace } from '../../../models/memory/compare.ts'
import { apartOf, mapOf, mapOver, type Reference } from '../../../models/memory/memory.ts'
import { spreadsOf } from '../../../models/memory/spread.ts'
import { diceOf } from '../../rigs/seeded.ts'

const leastItem = 0.1

/** Cells as they are: alike where they lie beside each other, some bench; `flat` ones are of few values, so that many pairs are equally far. */
function cellsOf(
  seed: number,
  [across, down, size]: readonly [number, number, number],
  flat: boolean,
): Cells {
  const dice = diceOf(seed)
  const values = Float32Array.from({ length: across * down * size }, () => dice() * 2 - 1)
  const item = Float32Array.from({ length: across * down }, () => (dice() < 0.3 ? 0.09 : dice()))
  return { across, down, size, values: flat ? values.map(Math.round) : values, item }
}

const sets = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 19 }))
  .chain((shape) =>
    fc
      .array(fc.tuple(fc.nat(), fc.boolean()), { minLength: 2, maxLength: 6 })
      .map((each) => each.map(([seed, flat]) => cellsOf(seed, shape, flat))),
  )

const leeways = fc.record({ radius: fc.integer({ min: 0, max: 2 }), cost: fc.constantFrom(0, 0.2, 4) })

/** The squared distance, number by number; it begins with what the way costs. */
function squared(one: Cells, cell: number, { other, at, from }: Pair): number {
  let sum = from
  for (let each = 0; each < one.size; each++) {
    const off = one.values[cell * one.size + each]! - other.values[at * one.size + each]!
    sum += off * off
  }
  return sum
}

interface Pair {
  readonly other: Cells
  readonly at: number
  readonly from: number
}

interface Plainly {
  bench(cell: number): boolean
  may(cell: number, at: number): boolean
  /** What the way from one to the other costs; nothing where absent. */
  cost?(cell: number, at: number): number
}

/** Of all cells of another set that `may` be it, how far the nearest is; 0 where `bench` says so. */
function plainly(one: Cells, other: Cells, { bench, may, cost = () => 0 }: Plainly): Float32Array {
  return one.item.map((_, cell) => {
    if (bench(cell)) return 0
    const all = [...other.item.keys()].filter((at) => may(cell, at))
    return Math.sqrt(Math.min(...all.map((at) => squared(one, cell, { other, at, from: cost(cell, at) }))))
  })
}

function plainByPlace(one: Cells, other: Cells, { radius, cost }: Leeway): Float32Array {
  const place = (cell: number) => [cell % one.across, Math.floor(cell / one.across)] as const
  return plainly(one, other, {
    bench: (cell) => Math.max(one.item[cell]!, other.item[cell]!) < leastItem,
    may: (cell, at) => {
      const [[x, y], [u, v]] = [place(cell), place(at)]
      return Math.abs(u - x) <= radius && Math.abs(v - y) <= radius
    },
    cost: (cell, at) => {
      const [[x, y], [u, v]] = [place(cell), place(at)]
      return cost * ((u - x) ** 2 + (v - y) ** 2)
    },
  })
}

function plainAnywhere(one: Cells, other: Cells): Float32Array {
  return plainly(one, other, {
    bench: (cell) => one.item[cell]! < leastItem,
    may: (_, at) => other.item[at]! >= leastItem,
  })
}

const referenceOf = (cells: Cells): Reference => ({
  ...{ pose: { x: 0, y: 0, side: 1, angle: 0 }, registered: true, hollow: undefined },
  banks: [cells],
})

it('[RM6] by place each pair is measured once, and is bit by bit what measuring both ways to the end gives', () => {
  fc.assert(
    fc.property(sets, leeways, ([view, ...others], leeway) => {
      const both = nearestByPlace(view!, others, leeway)
      expect(both.there).toEqual(least(others.map((other) => plainByPlace(view!, other, leeway))))
      expect(both.missing).toEqual(least(others.map((other) => plainByPlace(other, view!, leeway))))
    }),
  )
})

it('[RM19] a like one cell beside is as far as the way to it costs, one at its own place is not far at all', () => {
  const cells = (...values: number[]): Cells => ({
    ...{ across: values.length, down: 1, size: 1 },
    values: Float32Array.from(values),
    item: Float32Array.from(values, () => 1),
  })
  const [view, aside] = [cells(0, 0, 9, 0), cells(0, 9, 0, 0)]
  const leeway = { radius: 1, cost: 4 }
  expect([...nearestByPlace(view, [aside], leeway).there]).toEqual([0, 2, 2, 0])
  expect([...nearestByPlace(view, [aside, view], leeway).there]).toEqual([0, 0, 0, 0])
  expect([...nearestByPlace(view, [aside], { radius: 0, cost: 4 }).there]).toEqual([0, 9, 9, 0])
})

it('[RM6] anywhere, the nearest of all references is the nearest of each', () => {
  fc.assert(
    fc.property(sets, ([view, ...others]) => {
      expect(nearestAnywhere(view!, others)).toEqual(
        least(others.map((other) => plainAnywhere(view!, other))),
      )
    }),
  )
})

it('[RM6] a map over all references at once is the map of each of them', () => {
  fc.assert(
    fc.property(sets, fc.boolean(), (all, local) => {
      const [view, ...others] = all.map(referenceOf)
      const comparing = { local, bank: 0 }
      expect(mapOver(view!, others, comparing)).toEqual(mapOf(apartOf(view!, others, comparing)))
      expect(mapOver(view!, [], comparing)).toEqual(mapOf([]))
    }),
  )
})

it('[RM14] what units say of each other is what each says beside all others', () => {
  fc.assert(
    fc.property(sets, (all) => {
      const units = all.map(referenceOf)
      const maps = units.map((unit) =>
        mapOf(
          apartOf(
            unit,
            units.filter((each) => each !== unit),
            { local: true, bank: 0 },
          ),
        ),
      )
      const furthest = Math.max(...maps.flatMap((map) => [...map]))
      expect(spreadsOf(units, true)(1).cell).toBe(furthest)
    }),
  )
})
