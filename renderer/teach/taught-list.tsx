import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState } from 'react'
import type { TaughtRow } from '../../main/api/teach-views.ts'
import { numberText, timeText } from '../kit/format.ts'
import { addressOf } from '../kit/route.ts'
import { useWords } from '../kit/words.ts'
import css from './taught-list.module.css'

/** Height of a row in pixels, as taught-list.module.css draws it. */
const ROW = 84

/** Rows that hold every word typed, in number or title, in any case. */
export function fitting(rows: readonly TaughtRow[], words: string): readonly TaughtRow[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter(({ sku, title }) => {
    const text = `${sku} ${title}`.toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
}

/** Every taught product, however many: only the rows in sight are drawn. */
export function TaughtList({ rows }: { rows: readonly TaughtRow[] }) {
  const { t, region } = useWords()
  const [words, setWords] = useState('')
  const shown = useMemo(() => fitting(rows, words), [rows, words])
  return (
    <>
      <h2 className={css.heading}>
        {t('teach.knownCount', { count: rows.length, number: numberText(rows.length, region) })}
      </h2>
      {rows.length > 0 && (
        <input
          className={css.words}
          type="search"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          placeholder={t('teach.words')}
          aria-label={t('teach.words')}
          maxLength={100}
          data-testid="taught-words"
        />
      )}
      {shown.length > 0 ? (
        <Rows rows={shown} />
      ) : (
        <p className={css.empty}>{t(rows.length === 0 ? 'teach.noneYet' : 'teach.noneFits')}</p>
      )}
    </>
  )
}

function Rows({ rows }: { rows: readonly TaughtRow[] }) {
  const place = useRef<HTMLDivElement>(null)
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => place.current,
    estimateSize: () => ROW,
    overscan: 8,
  })
  return (
    <div ref={place} className={css.place} data-scroll>
      <ul className={css.list} style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map(({ index, start }) => {
          const row = rows[index]
          return (
            row && (
              <li key={row.sku} className={css.item} style={{ transform: `translateY(${start}px)` }}>
                <Row row={row} />
              </li>
            )
          )
        })}
      </ul>
    </div>
  )
}

function Row({ row: { sku, title, units, may, at } }: { row: TaughtRow }) {
  const { t, region } = useWords()
  return (
    <a className={css.row} href={addressOf('teach', sku)} data-testid="taught-row">
      <span className={css.text}>
        <span className={css.title}>{title}</span>
        <span className={css.facts}>{[sku, timeText(at, region)].join(' · ')}</span>
      </span>
      <span className={css.units}>
        {t('teach.units', { count: units })}
        <span className={css.may}>{t(`teach.may.${may}`)}</span>
      </span>
    </a>
  )
}
