import { type Disposition, dispositions } from '../../main/inspection/record.ts'
import type { ReportRow } from './answers.ts'

/** One day of the chart: the number of items a disposition; days without items are left out. */
export type ChartDay = { readonly day: string } & Readonly<Partial<Record<Disposition, number>>>

/** Rows by day and disposition (one a currency, too) as one entry a day, oldest first. */
export function chartDays(rows: readonly ReportRow[]): readonly ChartDay[] {
  const days = new Map<string, Partial<Record<Disposition, number>>>()
  for (const { day = '', disposition, items } of rows) {
    const known = dispositions.find((each) => each === disposition)
    if (!known) continue
    const counts = days.get(day) ?? {}
    days.set(day, { ...counts, [known]: (counts[known] ?? 0) + items })
  }
  return [...days].map(([day, counts]) => ({ day, ...counts })).toSorted((a, b) => (a.day < b.day ? -1 : 1))
}

/** The dispositions that occur, in the usual order, so that colours keep their places. */
export function seenDispositions(days: readonly ChartDay[]): readonly Disposition[] {
  return dispositions.filter((disposition) => days.some((day) => (day[disposition] ?? 0) > 0))
}
