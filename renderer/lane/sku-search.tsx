import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Sku } from '../../main/kernel/item.ts'
import { api } from '../kit/api.ts'
import { useWords, type Words } from '../kit/words.ts'
import css from './dialogs.module.css'

/** Results on one screen without scrolling; more words find fewer. */
const SHOWN = 5
const TYPING_PAUSE_MS = 200

/** Product search by words or number: the best few hits as large rows. */
export function SkuSearch({ busy, onPick }: { busy: boolean; onPick: (sku: Sku) => void }) {
  const { t } = useWords()
  const [words, setWords] = useState('')
  const [asked] = useDebouncedValue(words.trim(), TYPING_PAUSE_MS)
  const found = useQuery(
    api.lane.search.queryOptions(
      { words: asked },
      { enabled: asked.length >= 2, placeholderData: keepPreviousData },
    ),
  )
  const hits = asked.length >= 2 ? (found.data ?? []) : []
  return (
    <div className={css.form}>
      <label className={css.label} htmlFor="search-words">
        {t('lane.search.label')}
      </label>
      <input
        id="search-words"
        className={css.field}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        autoComplete="off"
        maxLength={100}
        data-autofocus
        data-testid="search-words"
      />
      <p role="status" className={css.count}>
        {asked.length < 2 && t('lane.search.hint')}
        {asked.length >= 2 && found.data && foundWord(t, hits.length)}
      </p>
      <ul className={css.hits}>
        {hits.slice(0, SHOWN).map((sku) => (
          <li key={sku.sku}>
            <Hit sku={sku} busy={busy} onPick={() => onPick(sku)} />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** How many were found; where not all are shown, how to see others. */
function foundWord(t: Words['t'], count: number): string {
  return count > SHOWN ? t('lane.search.many') : t('lane.search.found', { count })
}

function Hit({ sku, busy, onPick }: { sku: Sku; busy: boolean; onPick: () => void }) {
  const { t, money } = useWords()
  return (
    <button type="button" className={css.hit} disabled={busy} onClick={onPick} data-testid="search-hit">
      <span className={css.hitTitle}>{sku.title}</span>
      <span className={css.hitMore}>
        {t('lane.skuLine', {
          sku: sku.sku,
          category: t(`category.${sku.category}`),
          price: money(sku.price),
        })}
      </span>
    </button>
  )
}
