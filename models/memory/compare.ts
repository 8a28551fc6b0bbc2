import type { Cells } from './cells.ts'

/** Under this share of item in both, a cell is bench and says nothing. */
const leastItem = 0.1

/** Squares of how far each cell is from its like, the least so far: none is taken back to more. */
interface Squares {
  readonly there: Float64Array
  readonly missing: Float64Array
}

/** How far beside its own place a cell's like may lie. */
export interface Leeway {
  /** Cells, 0 for none. */
  readonly radius: number
  /** What a step of one cell costs, in squares of the cells' own distance; two steps cost four times that. */
  readonly cost: number
}

/**
 * How far each cell of a view is from the nearest cell of all references within its leeway, and each cell of the references from
 * the nearest of the view. A cell that is bench in both is 0. Every pair of cells is measured once, for it is as far one way as
 * the other; own places first: mostly they are the nearest, and other pairs are given up early.
 */
export function nearestByPlace(view: Cells, references: readonly Cells[], { radius, cost }: Leeway) {
  const count = view.across * view.down
  const squares = squaresFor(count)
  for (const { item } of references)
    for (let cell = 0; cell < count; cell++)
      if (Math.max(view.item[cell]!, item[cell]!) < leastItem) squares.there[cell] = squares.missing[cell] = 0
  for (const step of stepsWithin(radius)) {
    const from = cost * wayOf(step)
    for (const reference of references) measure(view, reference, { step, from, squares })
  }
  return { there: rooted(squares.there), missing: rooted(squares.missing) }
}

/** Written over by the next comparison: a view is compared with each unit, and with all at once. */
let scratch: Squares = { there: new Float64Array(), missing: new Float64Array() }

/** All unknown; good until the next call. */
function squaresFor(count: number): Squares {
  const fits = scratch.there.length === count
  if (!fits) scratch = { there: new Float64Array(count), missing: new Float64Array(count) }
  for (const squares of [scratch.there, scratch.missing]) squares.fill(Number.POSITIVE_INFINITY)
  return scratch
}

interface Step {
  readonly right: number
  readonly down: number
}

/** From a cell to all not more than `radius` beside it, none first. */
function stepsWithin(radius: number): Step[] {
  const along = Array.from({ length: 2 * radius + 1 }, (_, at) => at - radius)
  const all = along.flatMap((down) => along.map((right) => ({ right, down })))
  return all.sort((a, b) => wayOf(a) - wayOf(b))
}

function wayOf({ right, down }: Step): number {
  return right * right + down * down
}

interface Measured {
  readonly step: Step
  /** The square that every pair so far apart begins with. */
  readonly from: number
  readonly squares: Squares
}

/** Measures each cell of a view and the reference's one step from it. A sum no less than both bests can better neither. */
function measure(
  { across, down, size, values }: Cells,
  { values: others }: Cells,
  { step, from, squares: { there, missing } }: Measured,
): void {
  const lastRow = Math.min(down, down - step.down)
  const row = across - Math.abs(step.right)
  for (let y = Math.max(0, -step.down); y < lastRow; y++) {
    let cell = y * across + Math.max(0, -step.right)
    let other = cell + step.down * across + step.right
    for (const end = cell + row; cell < end; cell++, other++) {
      const own = there[cell]!
      const its = missing[other]!
      const best = own > its ? own : its
      if (best <= from) continue
      let sum = from
      let a = cell * size
      let b = other * size
      const last = a + size
      // asked every four numbers, written out: asking costs as much as adding
      for (const fours = last - 3; a < fours && sum < best; a += 4, b += 4) {
        const one = values[a]! - others[b]!
        const two = values[a + 1]! - others[b + 1]!
        const three = values[a + 2]! - others[b + 2]!
        const four = values[a + 3]! - others[b + 3]!
        sum = sum + one * one + two * two + three * three + four * four
      }
      for (; a < last && sum < best; a++, b++) {
        const off = values[a]! - others[b]!
        sum += off * off
      }
      if (sum < own) there[cell] = sum
      if (sum < its) missing[other] = sum
    }
  }
}

function rooted(squares: Float64Array): Float32Array {
  const roots = new Float32Array(squares.length)
  for (let at = 0; at < roots.length; at++) roots[at] = Math.sqrt(squares[at]!)
  return roots
}

/** How far each cell of a view is from the nearest cell of all references, wherever that lies. A cell that is bench is 0. */
export function nearestAnywhere(view: Cells, references: readonly Cells[]): Float32Array {
  const squares = new Float64Array(view.across * view.down)
  const cells = itemCells(view)
  for (const cell of cells) squares[cell] = Number.POSITIVE_INFINITY
  for (const reference of references) {
    const among = itemCells(reference)
    for (const cell of cells) squares[cell] = amongAll(view, cell, { reference, among, best: squares[cell]! })
  }
  return rooted(squares)
}

/** The least squared distance of a cell and those among others, or `best` where none is less. */
function amongAll({ size, values }: Cells, cell: number, { reference, among, best }: Among): number {
  const { values: others } = reference
  const end = (cell + 1) * size
  let least = best
  for (const other of among) {
    let sum = 0
    let a = cell * size
    let b = other * size
    while (a < end && sum < least) {
      // asked every few numbers: asking costs as much as adding
      for (const pause = Math.min(end, a + 6); a < pause; a++, b++) {
        const off = values[a]! - others[b]!
        sum += off * off
      }
    }
    if (sum < least) least = sum
  }
  return least
}

interface Among {
  readonly reference: Cells
  readonly among: readonly number[]
  readonly best: number
}

/** The cells that hold enough item to be compared. */
function itemCells({ item }: Cells): number[] {
  return [...item.keys()].filter((cell) => item[cell]! >= leastItem)
}

/** The smallest of several maps, cell by cell: the nearest reference of all. */
export function least(maps: readonly Float32Array[]): Float32Array {
  const best = Float32Array.from(maps[0] ?? [])
  for (const map of maps)
    for (let cell = 0; cell < best.length; cell++) if (map[cell]! < best[cell]!) best[cell] = map[cell]!
  return best
}

/** Mean of the `count` largest: one bright cell is chance, a handful is a place. */
export function top(map: Float32Array, count: number): number {
  const largest = new Float32Array(Math.min(count, map.length)).fill(Number.NEGATIVE_INFINITY)
  for (let cell = 0; cell < map.length; cell++) {
    const value = map[cell]!
    let at = largest.length - 1
    if (!(value > largest[at]!)) continue
    for (; at > 0 && value > largest[at - 1]!; at--) largest[at] = largest[at - 1]!
    largest[at] = value
  }
  let sum = 0
  for (let at = 0; at < largest.length; at++) sum += largest[at]!
  return sum / Math.max(1, largest.length)
}
