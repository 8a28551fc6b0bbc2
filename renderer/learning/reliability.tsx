import { BarChart } from '@mantine/charts'
import type { ReliabilityBin } from '../../main/kernel/learning-report.ts'
import { numberText, percentText } from '../kit/format.ts'
import { Panel } from '../kit/panel.tsx'
import { useWords } from '../kit/words.ts'
import css from './learning.module.css'

/** How sure the head was, beside how often it was right: the two bars of a bin are alike in an honest head. */
export function Reliability({ bins }: { bins: readonly ReliabilityBin[] }) {
  const { t, region } = useWords()
  const rows = bins.map(({ sure, right, count }) => ({
    bin: t('learning.bin', { count: numberText(count, region) }),
    sure: Math.round(sure * 100),
    right: Math.round(right * 100),
    count,
  }))
  return (
    <Panel title={t('learning.reliability')}>
      <p className={css.soft}>{t('learning.reliabilityLead')}</p>
      <figure className={css.chart} aria-label={t('learning.reliability')}>
        <BarChart
          h={300}
          data={rows}
          dataKey="bin"
          series={[
            { name: 'sure', label: t('learning.sure'), color: 'var(--edge)' },
            { name: 'right', label: t('learning.right'), color: 'var(--mark)' },
          ]}
          valueFormatter={(value) => percentText(value / 100, region)}
          yAxisProps={{ domain: [0, 100], width: 64 }}
          withLegend
          legendProps={{ verticalAlign: 'bottom' }}
          barProps={{ isAnimationActive: false }}
          maxBarWidth={40}
          gridAxis="x"
          tickLine="none"
        />
      </figure>
    </Panel>
  )
}
