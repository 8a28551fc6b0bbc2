import { momentsOf, together } from './moments.ts'
import { type Direction, ridges, ridgesOfRows, scoreOf } from './ridge.ts'

/** Penalties tried, in units of a feature's own correlation with itself. */
export const penalties: readonly number[] = [0.1, 1, 10, 100]

/** Features of one length and a target each. */
export interface Lessons {
  readonly rows: readonly Float64Array[]
  readonly targets: readonly number[]
}

/** Directions, one a penalty, from some of the folds; `voices` says how loud each feature is (voices.ts). */
export type Learner = (kept: readonly number[], voices?: ArrayLike<number>) => readonly Direction[]

/** Learns from some of the folds: by sums of moments, or from the rows where they are fewer than the features. */
export function learnerOf({ rows, targets }: Lessons, places: readonly (readonly number[])[]): Learner {
  const size = rows[0]?.length ?? 0
  const rowsOf = (at: readonly number[]) => at.map((i) => rows[i]!)
  const targetsOf = (at: readonly number[]) => at.map((i) => targets[i]!)
  if (rows.length < size)
    return (kept, voices) => {
      const at = kept.flatMap((fold) => places[fold]!)
      return ridgesOfRows(rowsOf(at), targetsOf(at), penalties, voices)
    }
  const parts = places.map((at) => momentsOf(rowsOf(at), targetsOf(at), size))
  return (kept, voices) => ridges(together(kept.map((fold) => parts[fold]!)), penalties, voices)
}

/** Directions, one a penalty, from everything but the folds named. */
export type Without = (one: number | undefined, other?: number) => readonly Direction[]

/** A learner that leaves folds out; what it learnt once it keeps. */
export function leavingOut(count: number, learn: Learner, voices?: ArrayLike<number>): Without {
  const known = new Map<string, readonly Direction[]>()
  const folds = Array.from({ length: count }, (_, fold) => fold)
  return (one, other) => {
    const out = new Set([one, other].filter((fold) => fold !== undefined))
    const key = [...out].sort().join(' ')
    const kept = folds.filter((fold) => !out.has(fold))
    // with two folds nothing is left inside: the fold judges itself, and the fold left out stays out
    const found =
      known.get(key) ?? learn(kept.length > 0 ? kept : folds.filter((fold) => fold !== one), voices)
    known.set(key, found)
    return found
  }
}

/** A row by its place, and the fold it belongs to. */
export interface Placed {
  readonly i: number
  readonly fold: number
}

/** The penalty that told rows best which it had not seen. */
export interface Told {
  readonly p: number
  /** Held-out score of each row. */
  readonly scores: readonly number[]
  /** Sum of squares that is left, and that of the targets about their mean. */
  readonly left: number
  readonly total: number
}

/** Scores rows by lines that saw neither their fold nor `fold`, and chooses the penalty by what is left unexplained. */
export function toldBy(
  { rows, targets }: Lessons,
  at: readonly Placed[],
  { fold, without }: { readonly fold: number | undefined; readonly without: Without },
): Told {
  const wanted = at.map(({ i }) => targets[i]!)
  const middle = wanted.reduce((sum, value) => sum + value, 0) / wanted.length
  const total = wanted.reduce((sum, value) => sum + (value - middle) ** 2, 0)
  const tried = penalties.map((_, p) => {
    const scores = at.map((row) => scoreOf(without(fold, row.fold)[p]!, rows[row.i]!))
    const left = scores.reduce((sum, score, k) => sum + (wanted[k]! - middle - score) ** 2, 0)
    return { p, scores, left, total }
  })
  return tried.reduce((a, b) => (b.left < a.left ? b : a))
}
