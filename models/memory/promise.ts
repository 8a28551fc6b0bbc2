import { unitsThatCount } from '../../main/kernel/finding.ts'

/** Whole units of one SKU and role from which on the memory may judge; fewer only give a hint. */
export const unitsForVerdict = unitsThatCount
/** Fewer whole units than this cannot even be compared with each other: no threshold, so no word at all. */
export const unitsForHint = 4

/** What a memory promises of whole units it has not seen. */
export interface Promised {
  readonly units: number
  /** Scores over this are called different. */
  readonly threshold: number
  /** Share of whole units that will be called different: best guess and 95 % interval, 0..1. */
  readonly falseAlarms: { readonly guess: number; readonly low: number; readonly high: number }
  readonly may: 'verdict' | 'hint'
}

/** Why a memory says nothing yet. */
export interface Refused {
  readonly may: 'nothing'
  readonly units: number
  readonly wanted: number
}

/**
 * The threshold is the largest of the units' own scores, each taken against all others. For a new whole unit that is
 * like them, the chance of lying over the largest of n is distributed as Beta(1, n), whatever the scores' own shape:
 * mean 1/(n+1), and quantile q at 1 - (1 - q)^(1/n).
 */
export function promiseOf(scores: readonly number[]): Promised | Refused {
  const units = scores.length
  if (units < unitsForHint) return { may: 'nothing', units, wanted: unitsForHint }
  const quantile = (share: number) => 1 - (1 - share) ** (1 / units)
  return {
    units,
    threshold: Math.max(...scores),
    falseAlarms: { guess: 1 / (units + 1), low: quantile(0.025), high: quantile(0.975) },
    may: units >= unitsForVerdict ? 'verdict' : 'hint',
  }
}
