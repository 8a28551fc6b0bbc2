import { type CutPoints, cutPoints, oddsAt } from './cut-points.ts'
import { hearingOf } from './hearing.ts'
import {
  type Lessons,
  learnerOf,
  leavingOut,
  type Placed,
  penalties,
  toldBy,
  type Without,
} from './leave-out.ts'
import { type Direction, scoreOf } from './ridge.ts'
import type { Block } from './voices.ts'

/** Rows to learn from: features of one length, a target each, and the fold each belongs to. */
export interface Foldable extends Lessons {
  readonly folds: readonly number[]
  /** The parts of the features, which are heard by what each tells (hearing.ts); all features alike where absent. */
  readonly blocks?: readonly Block[]
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
 * Nested cross-validation over given folds. How loud each block is, the penalty and the cuts of the head that judges a fold come
 * from the other folds alone, each of them scored by a head that saw neither. At least two folds; with two, the inner scores are
 * the fold's own, and blocks are as loud as beforehand.
 */
export function crossValidate(foldable: Foldable, step: FoldDone = () => {}): CrossValidated {
  const { rows, folds } = foldable
  const count = Math.max(...folds) + 1
  const places = Array.from({ length: count }, (_, fold) =>
    rows.flatMap((_, i) => (folds[i] === fold ? [{ i, fold }] : [])),
  )
  const withoutFor = hearing(foldable, places)
  const odds = new Array<readonly number[]>(rows.length)
  for (let outer = 0; outer < count; outer++) {
    const others = places.flatMap((at, fold) => (fold === outer ? [] : at))
    const fitted = fit(foldable, others, { fold: outer, without: withoutFor(others, outer) })
    for (const { i } of places[outer]!) odds[i] = oddsAt(fitted, scoreOf(fitted.direction, rows[i]!))
    step(outer + 1, count + 1)
  }
  const all = places.flat()
  return { odds, head: fit(foldable, all, { fold: undefined, without: withoutFor(all, undefined) }) }
}

/** How to learn without a fold, each block as loud as the other folds say. */
function hearing(foldable: Foldable, places: readonly (readonly Placed[])[]) {
  const at = places.map((fold) => fold.map(({ i }) => i))
  const learner = learnerOf(foldable, at)
  const plain = leavingOut(at.length, learner)
  const { blocks } = foldable
  if (!blocks) return () => plain
  const voices = hearingOf({ ...foldable, blocks }, at)
  return (others: readonly Placed[], fold: number | undefined) =>
    leavingOut(at.length, learner, voices(others, fold))
}

function fit(
  lessons: Lessons,
  at: readonly Placed[],
  { fold, without }: { readonly fold: number | undefined; readonly without: Without },
): Fitted {
  const { p, scores } = toldBy(lessons, at, { fold, without })
  const wanted = at.map(({ i }) => lessons.targets[i]!)
  return { direction: without(fold)[p]!, penalty: penalties[p]!, ...cutPoints(scores, wanted) }
}
