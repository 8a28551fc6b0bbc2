import type { Measured } from './port.ts'

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

/** Expected calibration error: over ten bins of the likeliest grade's odds, |right - sure| weighted by how many lie there. */
export function calibrationOf(items: readonly Judged[]): number {
  const bins = Array.from({ length: 10 }, () => ({ count: 0, sure: 0, right: 0 }))
  for (const { odds, grade } of items) {
    const said = saidBy(odds)
    const sure = odds[said]!
    const bin = bins[Math.min(9, Math.floor(sure * 10))]!
    bin.count += 1
    bin.sure += sure
    bin.right += said === grade ? 1 : 0
  }
  return bins.reduce((sum, bin) => sum + Math.abs(bin.right - bin.sure), 0) / items.length
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
