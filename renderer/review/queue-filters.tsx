import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { type Disposition, dispositions, type Grade, grades } from '../../main/inspection/record.ts'
import { useWords } from '../kit/words.ts'
import css from './queue-filters.module.css'
import type { QueueFilter } from './use-queue.ts'

export interface QueueFiltersProps {
  readonly filter: QueueFilter
  readonly open: number | undefined
  readonly onChange: (filter: QueueFilter) => void
}
const TYPING_PAUSE_MS = 250

/** Which items the list shows: what waits or all, and by grade, disposition and words. */
export function QueueFilters({ filter, open, onChange }: QueueFiltersProps) {
  const { t } = useWords()
  return (
    <div className={css.filters}>
      <fieldset className={css.which} aria-label={t('review.which')}>
        {(['open', 'all'] as const).map((which) => (
          <button
            key={which}
            type="button"
            className={css.choice}
            aria-pressed={filter.which === which}
            onClick={() => onChange({ ...filter, which })}
            data-testid={`which-${which}`}
          >
            {which === 'all' && t('review.all')}
            {which === 'open' &&
              (open === undefined ? t('central.waiting') : t('review.open', { count: open }))}
          </button>
        ))}
      </fieldset>
      <WordsFilter onWords={(text) => onChange(changed(filter, { text }))} />
      <Choice
        label={t('override.grade')}
        values={grades}
        words={(grade) => `${grade}  ${t(`grade.${grade}.name`)}`}
        chosen={filter.grade}
        onChoose={(grade) => onChange(changed(filter, { grade }))}
      />
      <Choice
        label={t('review.disposition')}
        values={dispositions}
        words={(disposition) => t(`disposition.${disposition}.name`)}
        chosen={filter.disposition}
        onChoose={(disposition) => onChange(changed(filter, { disposition }))}
      />
    </div>
  )
}

type Change = { readonly [K in 'text' | 'grade' | 'disposition']?: QueueFilter[K] | undefined }

/** The filter with a field set, or without it where the change says undefined. */
export function changed(filter: QueueFilter, change: Change): QueueFilter {
  const { which, text, grade, disposition } = { ...filter, ...change }
  return {
    which,
    ...(text ? { text } : {}),
    ...(grade ? { grade } : {}),
    ...(disposition ? { disposition } : {}),
  }
}

function WordsFilter({ onWords }: { onWords: (words: string) => void }) {
  const { t } = useWords()
  const [words, setWords] = useState('')
  const [asked] = useDebouncedValue(words.trim(), TYPING_PAUSE_MS)
  const latest = useRef(onWords)
  latest.current = onWords
  useEffect(() => latest.current(asked), [asked])
  return (
    <input
      className={css.words}
      type="search"
      value={words}
      onChange={(event) => setWords(event.target.value)}
      placeholder={t('review.words')}
      aria-label={t('review.words')}
      maxLength={100}
      data-testid="filter-words"
    />
  )
}

interface ChoiceProps<T extends Grade | Disposition> {
  readonly label: string
  readonly values: readonly T[]
  readonly words: (value: T) => string
  readonly chosen: T | undefined
  readonly onChoose: (value: T | undefined) => void
}

function Choice<T extends Grade | Disposition>({ label, values, words, chosen, onChoose }: ChoiceProps<T>) {
  return (
    <select
      className={css.select}
      aria-label={label}
      value={chosen ?? ''}
      onChange={({ target }) => {
        onChoose(values.find((value) => value === target.value))
        // The arrow keys go back to the queue.
        if (target.matches(':focus:not(:focus-visible)')) target.blur()
      }}
    >
      <option value="">{label}</option>
      {values.map((value) => (
        <option key={value} value={value}>
          {words(value)}
        </option>
      ))}
    </select>
  )
}
