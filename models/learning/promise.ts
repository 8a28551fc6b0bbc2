import type { Promised } from '../../main/kernel/learning-report.ts'
import { atLeast } from './bounds.ts'
import { type Judged, saidBy } from './measures.ts'

/** Parts of the items, most certain first, that are tried; the bound pays for trying ten. */
const coverages = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1]

/** What shall hold. */
export interface Wish {
  /** Share of spoken grades that must be right. */
  readonly accuracy: number
  /** With this probability, over everything that could have been confirmed. */
  readonly confidence: number
}

/**
 * The widest promise held-out items support: the largest part of them on which the likeliest grade is right often enough, by a
 * binomial bound at (1 - confidence) / 10 with the number of items cut down to what sessions of alike items are worth. Undefined
 * where no part does.
 */
export function promiseOf(items: readonly Judged[], { accuracy, confidence }: Wish): Promised | undefined {
  const sorted = items
    .map((item) => ({
      sure: Math.max(...item.odds),
      right: saidBy(item.odds) === item.grade,
      group: item.group,
    }))
    .sort((a, b) => b.sure - a.sure)
  for (const coverage of coverages) {
    const threshold = sorted[Math.ceil(coverage * sorted.length) - 1]?.sure
    if (threshold === undefined) return undefined
    // items exactly as sure as the last one are spoken on as well
    const spoken = sorted.filter((item) => item.sure >= threshold)
    const right = spoken.filter((item) => item.right).length
    const worth = 1 / designEffect(spoken)
    const bound = atLeast(right * worth, spoken.length * worth, (1 - confidence) / coverages.length)
    if (bound >= accuracy)
      return {
        ...{ accuracy, confidence, threshold, right },
        coverage: spoken.length / sorted.length,
        spoken: spoken.length,
        atLeast: bound,
      }
  }
  return undefined
}

interface Spoken {
  readonly right: boolean
  readonly group: number
}

/** How many items of a group are worth one: 1 + (size - 1) × intraclass correlation of being right (Kish 1965). */
function designEffect(items: readonly Spoken[]): number {
  const groups = [...Map.groupBy(items, (item) => item.group).values()]
  if (groups.length < 2 || groups.length === items.length) return 1
  const share = (all: readonly Spoken[]) => all.filter((item) => item.right).length / all.length
  const whole = share(items)
  const between = groups.reduce((sum, group) => sum + group.length * (share(group) - whole) ** 2, 0)
  const within = groups.reduce((sum, group) => sum + group.length * share(group) * (1 - share(group)), 0)
  const [meanBetween, meanWithin] = [between / (groups.length - 1), within / (items.length - groups.length)]
  const squares = groups.reduce((sum, group) => sum + group.length ** 2, 0)
  const size = (items.length - squares / items.length) / (groups.length - 1)
  const spread = meanBetween + (size - 1) * meanWithin
  const alike = spread > 0 ? Math.max(0, (meanBetween - meanWithin) / spread) : 0
  return 1 + (squares / items.length - 1) * alike
}
