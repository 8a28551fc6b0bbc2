import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'
import field from '../kit/field.module.css'
import { useWords } from '../kit/words.ts'
import type { Choices } from './answers.ts'
import { askJson } from './ask.ts'
import type { Filter, FilterName } from './place.ts'

export interface DayFieldProps {
  readonly name: 'from' | 'to'
  readonly filter: Filter
  readonly days: Choices['days'] | undefined
  readonly onChange: (name: FilterName, value: string) => void
}

/** First or last day, within the days there are. */
export function DayField({ name, filter, days, onChange }: DayFieldProps) {
  const { t } = useWords()
  const id = useId()
  return (
    <div className={field.field}>
      <label className={field.label} htmlFor={id}>
        {t(`central.${name}`)}
      </label>
      <input
        id={id}
        className={field.input}
        type="date"
        value={filter[name] ?? ''}
        min={(name === 'to' ? filter.from : undefined) ?? days?.first}
        max={(name === 'from' ? filter.to : undefined) ?? days?.last}
        onChange={(event) => onChange(name, event.target.value)}
        data-testid={`filter-${name}`}
      />
    </div>
  )
}

const TYPING_PAUSE_MS = 300

/** A SKU, with those central knows offered while typing. */
export function SkuField({ value, onChange }: { value: string; onChange: (sku: string) => void }) {
  const { t } = useWords()
  const id = useId()
  const [typed, setTyped] = useState(value)
  const [asked] = useDebouncedValue(typed.trim(), TYPING_PAUSE_MS)
  const known = useQuery({
    queryKey: ['skus', asked],
    queryFn: ({ signal }) =>
      askJson<Choices>(`/v1/reports/filters?${new URLSearchParams({ sku: asked })}`, signal),
  })
  const latest = useRef({ value, onChange })
  latest.current = { value, onChange }
  useEffect(() => {
    if (asked !== latest.current.value) latest.current.onChange(asked)
  }, [asked])
  return (
    <div className={field.field}>
      <label className={field.label} htmlFor={id}>
        {t('central.dimension.sku')}
      </label>
      <input
        id={id}
        className={field.input}
        list={`${id}-known`}
        value={typed}
        maxLength={100}
        placeholder={t('central.all')}
        onChange={(event) => setTyped(event.target.value)}
        data-testid="filter-sku"
      />
      <datalist id={`${id}-known`}>
        {known.data?.skus.map(({ sku, title }) => (
          <option key={sku} value={sku}>
            {title}
          </option>
        ))}
      </datalist>
    </div>
  )
}
