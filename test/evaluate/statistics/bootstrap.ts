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
  drawing: Drawing,
): Interval {
  const groups = Map.groupBy(rows, groupOf)
  return around(measure(rows), drawsOf([...groups.keys()], groups, measure, drawing))
}

/** A value, its shortcut control's, and how far the first lies over the second. */
export interface BesideControl {
  readonly measured: Interval
  readonly control: Interval
  readonly lead: Interval
}

/** What `besideControl` measures by. */
interface Measuring<T> {
  groupOf(row: T): string
  measure(rows: readonly T[]): number
  readonly drawing: Drawing
}

/**
 * `measure` of the rows and of their control, and of the lead: there both are drawn of the same groups at a time, for what
 * makes a group easy makes it easy for both, and two intervals that overlap would say nothing.
 */
export function besideControl<T>(
  rows: readonly T[],
  control: readonly T[],
  { groupOf, measure, drawing }: Measuring<T>,
): BesideControl {
  const [own, other] = [Map.groupBy(rows, groupOf), Map.groupBy(control, groupOf)]
  const [names, others] = [[...own.keys()], [...other.keys()]]
  const drawn = [drawsOf(names, own, measure, drawing), drawsOf(others, other, measure, drawing)] as const
  const alike = names.length === others.length && names.every((name, at) => name === others[at])
  const all = [...new Set([...names, ...others])]
  const [first, second] = alike
    ? drawn
    : [drawsOf(all, own, measure, drawing), drawsOf(all, other, measure, drawing)]
  const [value, beside] = [measure(rows), measure(control)]
  return {
    measured: around(value, drawn[0]),
    control: around(beside, drawn[1]),
    lead: around(
      value - beside,
      first.map((one, at) => one - second[at]!),
    ),
  }
}

/** The measure of each draw of whole groups; the same names are drawn in the same order whatever the groups hold. */
function drawsOf<T>(
  names: readonly string[],
  groups: ReadonlyMap<string, readonly T[]>,
  measure: (rows: readonly T[]) => number,
  { draws, seed }: Drawing,
): number[] {
  const dice = diceOf(seed)
  return Array.from({ length: draws }, () =>
    measure(names.flatMap(() => groups.get(names[Math.floor(dice() * names.length)]!) ?? [])),
  )
}

function around(value: number, draws: readonly number[]): Interval {
  const values = draws.filter((one) => !Number.isNaN(one)).sort((a, b) => a - b)
  return { value, low: quantile(values, 0.025), high: quantile(values, 0.975) }
}

/** Between the two nearest of sorted values; NaN of none. */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1)
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  if (low === undefined || high === undefined) return Number.NaN
  return low + (high - low) * (place - Math.floor(place))
}
