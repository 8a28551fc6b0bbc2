import { type Point, straightened } from '../../../main/kernel/measure.ts'
import { type Homography, type Match, planeThrough, projected } from './homography.ts'

/** The plane and the lens that explain the corners best. */
export interface Fit {
  /** From millimetres to places from the picture's middle, in half diagonals, as a perfect lens would show them. */
  readonly plane: Homography
  readonly bend: number
  /** Mean square of how far corners lie from where the fit shows them, in half diagonals squared. */
  readonly miss: number
}

/** Bends that are tried, either way: stronger ones are refused long before (scale.ts). */
const widest = 0.5
const golden = (Math.sqrt(5) - 1) / 2
/** Steps of the search; each leaves 0.618 of the interval: 1 becomes under a millionth. */
const steps = 30

/** The plane through corners for a lens whose bend is known; undefined where they lie in one line. */
export function fitWith(matches: readonly Match[], bend: number): Fit | undefined {
  const plane = planeThrough(matches.map(({ mm, at }) => ({ mm, at: straightened(at, bend) })))
  if (!plane) return undefined
  const misses = matches.map(({ mm, at }) => {
    const shown = bentPlace(projected(plane, mm), bend)
    return (shown.x - at.x) ** 2 + (shown.y - at.y) ** 2
  })
  return { plane, bend, miss: misses.reduce((sum, each) => sum + each, 0) / misses.length }
}

/** The bend that leaves the least miss, by golden section: the miss has one valley over the bends that are tried. */
export function fitLens(matches: readonly Match[]): Fit | undefined {
  const missAt = (bend: number) => fitWith(matches, bend)?.miss ?? Number.POSITIVE_INFINITY
  let [low, high] = [-widest, widest]
  let [a, b] = [high - golden * (high - low), low + golden * (high - low)]
  let [atA, atB] = [missAt(a), missAt(b)]
  for (let step = 0; step < steps; step++)
    if (atA < atB) {
      ;[high, b, atB] = [b, a, atA]
      a = high - golden * (high - low)
      atA = missAt(a)
    } else {
      ;[low, a, atA] = [a, b, atB]
      b = low + golden * (high - low)
      atB = missAt(b)
    }
  return fitWith(matches, (low + high) / 2)
}

/** Where a lens shows what a perfect one would show at a place: `straightened` backwards. */
function bentPlace({ x, y }: Point, bend: number): Point {
  const by = 2 / (1 + Math.sqrt(Math.max(0, 1 - 4 * bend * (x * x + y * y))))
  return { x: x * by, y: y * by }
}

/**
 * How sure the bend is: its standard error, from how fast the miss grows beside it. `noise` is the least a corner's place is
 * taken to be off, in half diagonals, either way.
 */
export function bendError(matches: readonly Match[], fit: Fit, noise: number): number {
  const aside = 0.01
  const [less, more] = [fit.bend - aside, fit.bend + aside].map((bend) => fitWith(matches, bend)?.miss ?? 0)
  const curve = (less! + more! - 2 * fit.miss) / aside ** 2
  const count = matches.length
  const variance = Math.max(noise ** 2, (fit.miss * count) / (2 * count - 9))
  return Math.sqrt((2 * variance) / (Math.max(curve, 1e-12) * count))
}
