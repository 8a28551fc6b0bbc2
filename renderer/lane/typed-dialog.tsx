import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { useWords } from '../kit/words.ts'
import css from './dialogs.module.css'

/** A code typed by hand, for a label no scanner can read. */
export function TypedDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const [text, setText] = useState('')
  const scan = useMutation(api.lane.scan.mutationOptions({ onSuccess: onClose }))
  const code = text.trim()
  const send = () => {
    if (code && !scan.isPending) scan.mutate({ text: code, source: 'typed' })
  }
  return (
    <Dialog title={t('lane.typed.title')} onClose={onClose}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <label className={css.label} htmlFor="typed-code">
          {t('lane.typed.label')}
        </label>
        <input
          id="typed-code"
          className={css.field}
          value={text}
          onChange={(event) => setText(event.target.value)}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          data-autofocus
          data-testid="typed-code"
        />
        <BigButton
          label={t('lane.typed.go')}
          size="large"
          tone="action"
          disabled={!code || scan.isPending}
          onPress={send}
          testId="typed-go"
        />
      </form>
    </Dialog>
  )
}
