import { IconArrowLeft, IconBackspace } from '@tabler/icons-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { BigButton } from '../kit/big-button.tsx'
import { faultOf } from '../kit/fault-of.ts'
import { useWords } from '../kit/words.ts'
import css from './door.module.css'

export interface PinEntryProps {
  readonly action: string
  readonly error?: unknown
  readonly busy?: boolean
  /** A sentence of the page's own, for example that two PINs differ. */
  readonly problem?: string | undefined
  readonly onBack: () => void
  readonly onDone: (pin: string) => void
}

/** Shortest and longest PIN the station takes. */
const SHORTEST = 4
const LONGEST = 12
const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

/** A PIN by large keys or the keyboard; the digits are never shown. Empties itself when refused. */
export function PinEntry({ action, error, busy = false, problem, onBack, onDone }: PinEntryProps) {
  const { t } = useWords()
  const [pin, setPin] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!error && !problem) return
    setPin('')
    field.current?.focus()
  }, [error, problem])
  const change = (typed: (before: string) => string) => {
    setPin((before) => typed(before).slice(0, LONGEST))
    // The field keeps the focus, so that pad and keyboard can be mixed.
    field.current?.focus()
  }
  const ready = pin.length >= SHORTEST && !busy
  return (
    <form
      className={css.pin}
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) onDone(pin)
      }}
    >
      <PinField ref={field} pin={pin} onType={setPin} />
      <PinProblem error={error} problem={problem} />
      <div className={css.pad}>
        {digits.map((digit) => (
          <BigButton
            key={digit}
            label={digit}
            size="large"
            onPress={() => change((before) => before + digit)}
          />
        ))}
        <button
          type="button"
          className={css.padKey}
          aria-label={t('door.delete')}
          onClick={() => change((before) => before.slice(0, -1))}
        >
          <IconBackspace aria-hidden="true" />
        </button>
        <BigButton label="0" size="large" onPress={() => change((before) => `${before}0`)} />
        <button type="button" className={css.padKey} aria-label={t('app.back')} onClick={onBack}>
          <IconArrowLeft aria-hidden="true" />
        </button>
      </div>
      <BigButton
        label={action}
        size="large"
        tone="action"
        disabled={!ready}
        onPress={() => onDone(pin)}
        testId="pin-done"
      />
    </form>
  )
}

interface PinFieldProps {
  readonly ref: RefObject<HTMLInputElement | null>
  readonly pin: string
  readonly onType: (pin: string) => void
}

function PinField({ ref, pin, onType }: PinFieldProps) {
  const { t } = useWords()
  useEffect(() => ref.current?.focus(), [ref])
  return (
    <input
      ref={ref}
      className={css.pinField}
      type="password"
      // The pad below is the keyboard; a touch screen must not bring up another.
      inputMode="none"
      autoComplete="off"
      aria-label={t('door.pin')}
      value={pin}
      onChange={(event) => onType(event.target.value.replace(/\D/g, '').slice(0, LONGEST))}
      data-testid="pin"
    />
  )
}

function PinProblem({ error, problem }: { error: unknown; problem: string | undefined }) {
  const { t, fault } = useWords()
  const words = error ? fault(faultOf(error)) : undefined
  const text = problem ?? (words && `${words.what} ${words.todo}`)
  return (
    <p className={text ? css.refused : css.pinHint} role="status" data-testid="pin-problem">
      {text ?? t('door.pinHint')}
    </p>
  )
}
