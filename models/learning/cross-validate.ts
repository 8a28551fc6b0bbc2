import { type CutPoints, cutPoints, oddsAt } from './cut-points.ts'
import { momentsOf, together } from './moments.ts'
import { type Direction, ridges, ridgesOfRows, scoreOf } from './ridge.ts'

/** Penalties tried, in units of a feature's own correlation with itself. */
export const penalties: readonly number[] = [0.1, 1, 10, 100]

/** Rows to learn from: features of one length, a target each, and the fold each belongs to. */
export interface Foldable {
  readonly rows: readonly Float64Array[]
  readonly targets: readonly number[]
  readonly folds: readonly number[]
  /** How loud each feature is beforehand (voices.ts); all alike where absent. */
  readonly voices?: ArrayLike<number>
}

/** A fitted line with its cuts. */
export interface Fitted extends CutPoints {
  readonly direction: Direction
  readonly penalty: number
}

/** Told after each fold: how many of all fits are done. */
export type FoldDone = (done: number, of: number) => void

/** What cross-validation gives: odds of each row by a head that saw nothing of its fold, and the head over all rows. */
export interface CrossValidated {
  readonly odds: readonly (readonly number[])[]
  readonly head: Fitted
}

/**
 * Nested cross-validation over given folds. The penalty and the cuts of the head that judges a fold come from the other folds
 * alone, each of them scored by a head that saw neither. At least two folds; with two, the inner scores are the fold's own.
 */
export function crossValidate(
  { rows, targets, folds, voices }: Foldable,
  step: FoldDone = () => {},
): CrossValidated {
  const count = Math.max(...folds) + 1
  const places = Array.from({ length: count }, (_, fold) =>
    rows.flatMap((_, i) => (folds[i] === fold ? [i] : [])),
  )
  const without = leavingOut({ rows, targets, folds, ...(voices ? { voices } : {}) }, places)
  const odds = new Array<readonly number[]>(rows.length)
  for (let outer = 0; outer < count; outer++) {
    const others = places.flatMap((at, fold) => (fold === outer ? [] : at.map((i) => ({ i, fold }))))
    const fitted = fit({ rows, targets }, others, { fold: outer, without })
    for (const i of places[outer]!) odds[i] = oddsAt(fitted, scoreOf(fitted.direction, rows[i]!))
    step(outer + 1, count + 1)
  }
  const all = rows.map((_, i) => ({ i, fold: folds[i]! }))
  return { odds, head: fit({ rows, targets }, all, { fold: undefined, without }) }
}

/** Directions, one a penalty, from everything but the folds named. */
type Without = (one: number | undefined, other?: number) => readonly Direction[]

function leavingOut(foldable: Foldable, places: readonly (readonly number[])[]): Without {
  const known = new Map<string, readonly Direction[]>()
  const learnFrom = learnerOf(foldable, places)
  return (one, other) => {
    const out = new Set([one, other].filter((fold) => fold !== undefined))
    const key = [...out].sort().join(' ')
    const folds = places.map((_, fold) => fold)
    const kept = folds.filter((fold) => !out.has(fold))
    // with two folds nothing is left inside: the fold judges itself, and the fold left out stays out
    const found = known.get(key) ?? learnFrom(kept.length > 0 ? kept : folds.filter((fold) => fold !== one))
    known.set(key, found)
    return found
  }
}

/** Learns from some of the folds: by sums of moments, or from the rows where they are fewer than the features. */
function learnerOf({ rows, targets, voices }: Foldable, places: readonly (readonly number[])[]) {
  const size = rows[0]?.length ?? 0
  const rowsOf = (at: readonly number[]) => at.map((i) => rows[i]!)
  const targetsOf = (at: readonly number[]) => at.map((i) => targets[i]!)
  if (rows.length < size)
    return (kept: readonly number[]) => {
      const at = kept.flatMap((fold) => places[fold]!)
      return ridgesOfRows(rowsOf(at), targetsOf(at), penalties, voices)
    }
  const parts = places.map((at) => momentsOf(rowsOf(at), targetsOf(at), size))
  return (kept: readonly number[]) => ridges(together(kept.map((fold) => parts[fold]!)), penalties, voices)
}

interface Outer {
  readonly fold: number | undefined
  readonly without: Without
}

function fit(
  { rows, targets }: Pick<Foldable, 'rows' | 'targets'>,
  at: readonly { readonly i: number; readonly fold: number }[],
  { fold, without }: Outer,
): Fitted {
  const wanted = at.map(({ i }) => targets[i]!)
  const middle = wanted.reduce((sum, value) => sum + value, 0) / wanted.length
  const tried = penalties.map((penalty, p) => {
    const scores = at.map((row) => scoreOf(without(fold, row.fold)[p]!, rows[row.i]!))
    const loss = scores.reduce((sum, score, k) => sum + (wanted[k]! - middle - score) ** 2, 0)
    return { penalty, p, scores, loss }
  })
  const best = tried.reduce((a, b) => (b.loss < a.loss ? b : a))
  const direction = without(fold)[best.p]!
  return { direction, penalty: best.penalty, ...cutPoints(best.scores, wanted) }
}
