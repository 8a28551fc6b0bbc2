import type { Measured, ReliabilityBin } from '../../main/kernel/learning-report.ts'

/** One held-out item: what was confirmed, and the odds the head gave. */
export interface Judged {
  readonly grade: number
  readonly odds: readonly number[]
  /** The group that never was on both sides of a split. */
  readonly group: number
}

/** Place of the likeliest grade; of equals the worse. */
export function saidBy(odds: readonly number[]): number {
  return odds.reduce((best, value, k) => (value >= odds[best]! ? k : best), 0)
}

export function accuracyOf(items: readonly Judged[]): number {
  return items.filter((item) => saidBy(item.odds) === item.grade).length / items.length
}

/** Cohen's kappa with quadratic weights over the grades' places; 0 where nothing is to be agreed on. */
export function kappaOf(items: readonly Judged[]): number {
  const said = items.map((item) => saidBy(item.odds))
  const truth = items.map((item) => item.grade)
  const found = said.reduce((sum, value, i) => sum + (value - truth[i]!) ** 2, 0) / items.length
  let chance = 0
  for (let a = 0; a < 5; a++)
    for (let b = 0; b < 5; b++) chance += shareOf(said, a) * shareOf(truth, b) * (a - b) ** 2
  return chance === 0 ? 0 : 1 - found / chance
}

function shareOf(places: readonly number[], place: number): number {
  return places.filter((one) => one === place).length / places.length
}

/** Items by confirmed grade (row) and by the grade said (column). */
export function confusionOf(items: readonly Judged[]): number[][] {
  const rows = Array.from({ length: 5 }, () => [0, 0, 0, 0, 0])
  for (const { odds, grade } of items) rows[grade]![saidBy(odds)]! += 1
  return rows
}

/** Ten bins of the likeliest grade's odds, those that hold an item: how sure on average, and how many of them were right. */
export function binsOf(items: readonly Judged[]): ReliabilityBin[] {
  const bins = Map.groupBy(items, ({ odds }) => Math.min(9, Math.floor(odds[saidBy(odds)]! * 10)))
  return [...bins.entries()]
    .sort(([a], [b]) => a - b)
    .map(([, held]) => {
      const sure = held.reduce((sum, { odds }) => sum + odds[saidBy(odds)]!, 0) / held.length
      return { sure, right: accuracyOf(held), count: held.length }
    })
}

/** Expected calibration error: over the bins, |right - sure| weighted by how many items lie there. */
export function calibrationOf(items: readonly Judged[]): number {
  const off = binsOf(items).reduce((sum, { sure, right, count }) => sum + count * Math.abs(right - sure), 0)
  return off / items.length
}

/** A measure with its 95 % interval, by drawing whole groups 400 times with fixed dice: items of one session are not independent. */
export function measured(items: readonly Judged[], measure: (items: readonly Judged[]) => number): Measured {
  const groups = [...Map.groupBy(items, (item) => item.group).values()]
  const dice = diceOf(1)
  const drawn = Array.from({ length: 400 }, () =>
    measure(groups.flatMap(() => groups[Math.floor(dice() * groups.length)]!)),
  ).sort((a, b) => a - b)
  return { value: measure(items), low: drawn[9]!, high: drawn[389]! }
}

/** Repeatable numbers from 0 to 1 (mulberry32, public domain). */
export function diceOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
