import { useId } from 'react'
import css from './field.module.css'

export interface FieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly type?: 'text' | 'url' | 'password'
  readonly maxLength?: number
  readonly testId?: string
}

/** A labelled text field of the set-up pages. */
export function Field({ label, value, onChange, type = 'text', maxLength = 200, testId }: FieldProps) {
  const id = useId()
  return (
    <div className={css.field}>
      <label className={css.label} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className={css.input}
        type={type}
        value={value}
        maxLength={maxLength}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        data-testid={testId}
      />
    </div>
  )
}

export interface PickProps {
  readonly label: string
  readonly value: string
  /** Pairs of value and words. */
  readonly options: readonly (readonly [string, string])[]
  readonly onChange: (value: string) => void
  readonly testId?: string
}

/** A labelled list to pick one thing from. */
export function Pick({ label, value, options, onChange, testId }: PickProps) {
  const id = useId()
  return (
    <div className={css.field}>
      <label className={css.label} htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className={css.input}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        data-testid={testId}
      >
        {options.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}
