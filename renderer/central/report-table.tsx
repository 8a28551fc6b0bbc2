import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { useWords } from '../kit/words.ts'
import type { Dimension, Report } from './answers.ts'
import css from './central.module.css'
import type { Place } from './place.ts'
import { ReportLine } from './report-line.tsx'

type ReportPlace = Extract<Place, { view: 'report' }>
/** Height of a row in pixels, as central.module.css draws it. */
const ROW = 48

/** The report's lines, however many; only those in sight are drawn, and spacers stand for the rest. */
export function ReportTable({ report, place }: { report: Report; place: ReportPlace }) {
  const { t } = useWords()
  const box = useRef<HTMLElement>(null)
  const { rows, truncated } = report
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 12,
  })
  const seen = list.getVirtualItems()
  const before = seen[0]?.start ?? 0
  const after = list.getTotalSize() - (seen.at(-1)?.end ?? 0)
  if (rows.length === 0) return <p className={css.none}>{t('central.nothing')}</p>
  return (
    <>
      {truncated && <p className={css.none}>{t('central.truncated', { count: rows.length })}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section ref={box} className={css.tableBox} data-scroll tabIndex={0} aria-label={t('central.table')}>
        <table className={css.table} aria-rowcount={rows.length + 1}>
          <Header group={place.group} />
          <tbody>
            <Spacer height={before} />
            {seen.map(({ index }) => {
              const row = rows[index]
              return row && <ReportLine key={index} row={row} index={index} place={place} />
            })}
            <Spacer height={after} />
          </tbody>
        </table>
      </section>
    </>
  )
}

function Spacer({ height }: { height: number }) {
  return height > 0 && <tr style={{ height }} />
}

function Header({ group }: { group: readonly Dimension[] }) {
  const { t } = useWords()
  const figures = ['items', 'waiting', 'corrected', 'value', 'expected'] as const
  return (
    <thead>
      <tr>
        {group.map((name) => (
          <th key={name} scope="col">
            {t(`central.dimension.${name}`)}
          </th>
        ))}
        {figures.map((name) => (
          <th key={name} scope="col" className={css.number}>
            {t(`central.${name}`)}
          </th>
        ))}
      </tr>
    </thead>
  )
}
