import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useWords } from '../kit/words.ts'
import type { Report } from './answers.ts'
import { askJson } from './ask.ts'
import css from './central.module.css'
import { CsvButton } from './csv-button.tsx'
import { DayChart } from './day-chart.tsx'
import { type Place, queryOf } from './place.ts'
import { WaitingOrKey } from './refused.tsx'
import { ReportFilters } from './report-filters.tsx'
import { ReportTable } from './report-table.tsx'
import { Totals } from './totals.tsx'

type ReportPlace = Extract<Place, { view: 'report' }>
/** A day's work arrives by itself, this often in milliseconds. */
const LOOK_AGAIN_MS = 30_000

/** How a report is asked for, with or without the days' chart. */
function reportQuery(query: string) {
  return {
    queryKey: ['report', query],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      askJson<Report>(`/v1/reports/dispositions?${query}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_AGAIN_MS,
  }
}

/** Filters, totals, a chart by day, the table. */
export function ReportScreen({ place }: { place: ReportPlace }) {
  const { t } = useWords()
  const { filter, group } = place
  const table = useQuery(reportQuery(queryOf(filter, { group: group.join(',') })))
  const byDay = useQuery(reportQuery(queryOf(filter, { group: 'day,disposition' })))
  if (!table.data || !byDay.data) return <WaitingOrKey error={table.error ?? byDay.error} />
  return (
    <div className={css.report}>
      <div className={css.itemsHead}>
        <h1 className={css.heading}>{t('central.report')}</h1>
        <CsvButton place={place} />
      </div>
      <ReportFilters place={place} />
      <Totals totals={table.data.totals} />
      <DayChart rows={byDay.data.rows} />
      <ReportTable report={table.data} place={place} />
    </div>
  )
}
