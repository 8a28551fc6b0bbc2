import { diceOf } from '../../rigs/seeded.ts'

/** A value with its 95 % interval; low and high are NaN where no draw could be measured. */
export interface Interval {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** How an interval is drawn. */
export interface Drawing {
  readonly draws: number
  readonly seed: number
}

/**
 * `measure` over all rows, with the 95 % bootstrap interval that draws whole groups (items, sessions, people) with
 * replacement: pictures of one group are no independent witnesses. Draws that cannot be measured (NaN) are left out.
 */
export function interval<T>(
  rows: readonly T[],
  groupOf: (row: T) => string,
  measure: (rows: readonly T[]) => number,
  { draws, seed }: Drawing,
): Interval {
  const groups = [...Map.groupBy(rows, groupOf).values()]
  const dice = diceOf(seed)
  const values: number[] = []
  for (let draw = 0; draw < draws; draw++) {
    const drawn = groups.flatMap(() => groups[Math.floor(dice() * groups.length)] ?? [])
    const value = measure(drawn)
    if (!Number.isNaN(value)) values.push(value)
  }
  values.sort((a, b) => a - b)
  return { value: measure(rows), low: quantile(values, 0.025), high: quantile(values, 0.975) }
}

/** Between the two nearest of sorted values; NaN of none. */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1)
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  if (low === undefined || high === undefined) return Number.NaN
  return low + (high - low) * (place - Math.floor(place))
}
