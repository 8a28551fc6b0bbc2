import type { Cells } from './cells.ts'

/** Under this share of item in both, a cell is bench and says nothing. */
const leastItem = 0.1

/** Where a cell may find its like: so many cells from its own place, each step costing `pull` per squared cell; absent: anywhere. */
export interface Place {
  readonly radius: number
  readonly pull: number
}

/** How far each cell of a view is from the nearest cell of one reference. A cell that is bench in both is 0. */
export function nearest(view: Cells, reference: Cells, place?: Place): Float32Array {
  const far = new Float32Array(view.across * view.down)
  const all = place ? [] : itemCells(reference)
  for (let cell = 0; cell < far.length; cell++) {
    if (Math.max(view.item[cell]!, place ? reference.item[cell]! : 0) < leastItem) continue
    far[cell] = Math.sqrt(
      place ? around(view, cell, { reference, place }) : amongAll(view, reference, cell, all),
    )
  }
  return far
}

/** The cells of a reference that hold enough item to be compared with. */
function itemCells({ item }: Cells): number[] {
  return [...item.keys()].filter((cell) => item[cell]! >= leastItem)
}

function amongAll(view: Cells, reference: Cells, cell: number, among: readonly number[]): number {
  let best = Number.POSITIVE_INFINITY
  for (const other of among) best = distance(view, cell, { of: reference, other, best })
  return best
}

function around(
  view: Cells,
  cell: number,
  { reference, place }: { readonly reference: Cells; readonly place: Place },
): number {
  const { across, down } = view
  const { radius, pull } = place
  const x = cell % across
  const y = Math.floor(cell / across)
  // its own place first: mostly it is the nearest, and the others are then given up early
  let best = distance(view, cell, { of: reference, other: cell, best: Number.POSITIVE_INFINITY })
  for (let v = Math.max(0, y - radius); v <= Math.min(down - 1, y + radius); v++)
    for (let u = Math.max(0, x - radius); u <= Math.min(across - 1, x + radius); u++) {
      const way = pull * ((u - x) ** 2 + (v - y) ** 2)
      const other = v * across + u
      if (other !== cell && way < best)
        best = way + distance(view, cell, { of: reference, other, best: best - way })
    }
  return best
}

interface Against {
  readonly of: Cells
  readonly other: number
  /** Once the sum is over this, the rest need not be known. */
  readonly best: number
}

/** The squared distance of two cells, or `best` where it is no less. */
function distance(view: Cells, cell: number, { of, other, best }: Against): number {
  const { size, values } = view
  const { values: others } = of
  let sum = 0
  for (let a = cell * size, b = other * size, end = a + size; a < end; ) {
    // asked every few numbers: asking costs as much as adding
    for (const pause = Math.min(end, a + 6); a < pause; a++, b++) {
      const off = values[a]! - others[b]!
      sum += off * off
    }
    if (sum >= best) return best
  }
  return sum
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
  for (const value of map) {
    let at = largest.length - 1
    if (!(value > largest[at]!)) continue
    for (; at > 0 && value > largest[at - 1]!; at--) largest[at] = largest[at - 1]!
    largest[at] = value
  }
  return largest.reduce((sum, each) => sum + each, 0) / Math.max(1, largest.length)
}
