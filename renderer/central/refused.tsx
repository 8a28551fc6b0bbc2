import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { BigButton } from '../kit/big-button.tsx'
import { Field } from '../kit/field.tsx'
import { Waiting } from '../kit/waiting.tsx'
import { useWords } from '../kit/words.ts'
import { centralFault, keepKey } from './ask.ts'
import css from './central.module.css'

/** While an answer is on its way, or why there is none; where only the key is missing, a field for it. */
export function WaitingOrKey({ error }: { error: unknown }) {
  return error && centralFault(error).code === 'KEY_REFUSED' ? (
    <KeyForm />
  ) : (
    <Waiting error={error} read={centralFault} />
  )
}

function KeyForm() {
  const { t, fault } = useWords()
  const queries = useQueryClient()
  const [key, setKey] = useState('')
  const enter = () => {
    keepKey(key)
    void queries.resetQueries()
  }
  return (
    <form
      className={css.key}
      onSubmit={(event) => {
        event.preventDefault()
        enter()
      }}
    >
      <h1 className={css.keyTitle}>{t('central.keyTitle')}</h1>
      <p className={css.keyLead}>{fault({ code: 'KEY_REFUSED' }).todo}</p>
      <Field label={t('central.key')} type="password" value={key} onChange={setKey} testId="central-key" />
      <BigButton label={t('app.next')} tone="action" size="large" disabled={!key.trim()} onPress={enter} />
    </form>
  )
}
