import type { Corner } from './corners.ts'

/** A corner with its place on the board, counted from wherever the growing began. */
export interface Placed {
  readonly column: number
  readonly row: number
  readonly corner: Corner
}

/** A neighbour may lie this part of a step away from where it is expected: more than perspective moves it. */
const slack = 0.3
/** Strongest corners from which a board is tried. */
const tries = 24
/** Enough to stop trying. */
const plenty = 60

/** A row or column has at least so many corners; fewer are letters or strokes beside the board that happen to lie well. */
const leastInLine = 3

/** The largest board that grows from one of the strongest corners; empty where none does. */
export function boardIn(corners: readonly Corner[]): readonly Placed[] {
  let best: readonly Placed[] = []
  for (const seed of corners.slice(0, tries)) {
    const grown = withoutStrays(grownFrom(seed, corners))
    if (grown.length > best.length) best = grown
    if (best.length >= plenty) break
  }
  return best
}

/** The board without lines that have too few corners, until all have enough. */
function withoutStrays(board: readonly Placed[]): readonly Placed[] {
  const [columns, rows] = [countsOf(board, 'column'), countsOf(board, 'row')]
  const kept = board.filter(
    ({ column, row }) => columns.get(column)! >= leastInLine && rows.get(row)! >= leastInLine,
  )
  return kept.length === board.length ? board : withoutStrays(kept)
}

function countsOf(board: readonly Placed[], of: 'column' | 'row'): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const each of board) counts.set(each[of], (counts.get(each[of]) ?? 0) + 1)
  return counts
}

interface Step {
  readonly x: number
  readonly y: number
}

function grownFrom(seed: Corner, corners: readonly Corner[]): readonly Placed[] {
  const steps = basisAt(seed, corners)
  if (!steps) return []
  const placed = new Map<string, Placed>([['0 0', { column: 0, row: 0, corner: seed }]])
  const used = new Set([seed])
  const waiting = [...placed.values()]
  for (let one = waiting.shift(); one; one = waiting.shift())
    for (const [column, row] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      const key = `${one.column + column} ${one.row + row}`
      if (placed.has(key)) continue
      const step = stepFrom(one, { column, row }, { placed, steps })
      const corner = neighbourAt(one.corner, step, { corners, used })
      if (!corner) continue
      const next = { column: one.column + column, row: one.row + row, corner }
      placed.set(key, next)
      used.add(corner)
      waiting.push(next)
    }
  return [...placed.values()]
}

/** The two shortest steps to neighbours that do not lie in one line. */
function basisAt(seed: Corner, corners: readonly Corner[]): readonly [Step, Step] | undefined {
  const near = corners
    .filter((each) => each !== seed && opposed(seed, each))
    .map((each) => ({ x: each.x - seed.x, y: each.y - seed.y }))
    .sort((a, b) => lengthOf(a) - lengthOf(b))
  const [first] = near
  if (!first) return undefined
  const second = near.find(
    (each) => Math.abs(first.x * each.y - first.y * each.x) > 0.5 * lengthOf(first) * lengthOf(each),
  )
  return second && [first, second]
}

/** Where the next corner is expected: as far as the last step went, a row's or column's neighbour's, or the seed's. */
function stepFrom(
  { column, row, corner }: Placed,
  way: { readonly column: number; readonly row: number },
  { placed, steps }: { readonly placed: ReadonlyMap<string, Placed>; readonly steps: readonly [Step, Step] },
): Step {
  const behind = placed.get(`${column - way.column} ${row - way.row}`)?.corner
  if (behind) return { x: corner.x - behind.x, y: corner.y - behind.y }
  for (const side of [1, -1]) {
    const beside = placed.get(`${column + side * way.row} ${row + side * way.column}`)?.corner
    const ahead = placed.get(
      `${column + side * way.row + way.column} ${row + side * way.column + way.row}`,
    )?.corner
    if (beside && ahead) return { x: ahead.x - beside.x, y: ahead.y - beside.y }
  }
  const [across, down] = steps
  return {
    x: way.column * across.x + way.row * down.x,
    y: way.column * across.y + way.row * down.y,
  }
}

function neighbourAt(
  from: Corner,
  step: Step,
  { corners, used }: { readonly corners: readonly Corner[]; readonly used: ReadonlySet<Corner> },
): Corner | undefined {
  let [nearest, least] = [undefined as Corner | undefined, slack * lengthOf(step)]
  for (const each of corners) {
    const away = Math.hypot(each.x - from.x - step.x, each.y - from.y - step.y)
    if (away >= least || used.has(each) || !opposed(from, each)) continue
    nearest = each
    least = away
  }
  return nearest
}

/** Whether the dark squares of two corners lie as those of neighbours do. */
function opposed(a: Corner, b: Corner): boolean {
  return Math.cos(a.phase - b.phase) < -0.4
}

function lengthOf({ x, y }: Step): number {
  return Math.hypot(x, y)
}
