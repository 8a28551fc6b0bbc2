import { numberText } from '../kit/format.ts'
import { useWords, type Words } from '../kit/words.ts'
import type { Dimension, ReportRow } from './answers.ts'
import { behind } from './behind.ts'
import css from './central.module.css'
import { addressOfPlace, type Place } from './place.ts'
import { wordFor } from './word-for.ts'

export interface ReportLineProps {
  readonly row: ReportRow
  readonly index: number
  readonly place: Extract<Place, { view: 'report' }>
}

function cellText(words: Words, row: ReportRow, dimension: Dimension): string {
  if (dimension === 'station') return row.stationName ?? row.station ?? ''
  if (dimension === 'sku') return [row.sku, row.title].filter(Boolean).join(' · ') || words.t('central.none')
  return wordFor(words, dimension, row[dimension] ?? '')
}

/** One line of the report; its first cell leads to the items behind it. */
export function ReportLine({ row, index, place }: ReportLineProps) {
  const words = useWords()
  const { region, money } = words
  const address = addressOfPlace({ view: 'items', filter: behind(row, place) })
  return (
    <tr aria-rowindex={index + 2} data-testid="report-row">
      {place.group.map((dimension, at) => (
        <td key={dimension}>
          {at === 0 ? (
            <a href={address}>{cellText(words, row, dimension)}</a>
          ) : (
            cellText(words, row, dimension)
          )}
        </td>
      ))}
      <td className={css.number}>{numberText(row.items, region)}</td>
      <td className={css.number}>{numberText(row.waiting, region)}</td>
      <td className={css.number}>{numberText(row.corrected, region)}</td>
      <td className={css.number}>{row.value ? money(row.value) : '–'}</td>
      <td className={css.number}>{row.expected ? money(row.expected) : '–'}</td>
    </tr>
  )
}
