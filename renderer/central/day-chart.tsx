import { BarChart } from '@mantine/charts'
import { numberText } from '../kit/format.ts'
import { useWords } from '../kit/words.ts'
import type { ReportRow } from './answers.ts'
import css from './central.module.css'
import { chartDays, seenDispositions } from './chart-rows.ts'

/** Items a day, stacked by disposition. The table below holds the same in words. */
export function DayChart({ rows }: { rows: readonly ReportRow[] }) {
  const { t, region } = useWords()
  const days = chartDays(rows)
  if (days.length === 0) return undefined
  const dayText = new Intl.DateTimeFormat(region, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  return (
    <figure className={css.chart} aria-label={t('central.chart')}>
      <BarChart
        h={300}
        type="stacked"
        data={days.map((day) => ({ ...day, day: dayText.format(Date.parse(day.day)) }))}
        dataKey="day"
        series={seenDispositions(days).map((disposition) => ({
          name: disposition,
          label: t(`disposition.${disposition}.name`),
          color: `var(--${disposition})`,
        }))}
        valueFormatter={(value) => numberText(value, region)}
        yAxisProps={{ width: 80 }}
        withLegend
        legendProps={{ verticalAlign: 'bottom' }}
        barProps={{ isAnimationActive: false, stroke: 'var(--panel)', strokeWidth: 1 }}
        maxBarWidth={64}
        gridAxis="y"
        tickLine="none"
      />
    </figure>
  )
}
