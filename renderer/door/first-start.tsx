import { IconIdBadge2 } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api, queries } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { faultOf } from '../kit/fault-of.ts'
import { useScan } from '../kit/keyboard.tsx'
import { useWords } from '../kit/words.ts'
import css from './door.module.css'
import { DoorFrame } from './door-frame.tsx'
import { PinEntry } from './pin-entry.tsx'

/** The very first start: whoever stands here becomes the first admin. Name, PIN, PIN again, and a badge if there is one. */
export function FirstStart() {
  const { t } = useWords()
  const [name, setName] = useState<string>()
  const [pin, setPin] = useState<string>()
  if (name === undefined)
    return (
      <DoorFrame title={t('door.firstTitle')}>
        <NameStep onDone={setName} />
      </DoorFrame>
    )
  if (pin === undefined)
    return (
      <DoorFrame title={t('door.firstPin', { name })}>
        <PinEntry key="first" action={t('app.next')} onBack={() => setName(undefined)} onDone={setPin} />
      </DoorFrame>
    )
  return <AgainStep name={name} pin={pin} onBack={() => setPin(undefined)} />
}

/** The very first start, seen from another machine: only who stands at the station may become its admin. */
export function FirstStartElsewhere() {
  const { t } = useWords()
  return (
    <DoorFrame title={t('door.noAdmin')}>
      <div className={css.nameForm}>
        <p className={css.lead}>{t('door.firstElsewhere')}</p>
      </div>
    </DoorFrame>
  )
}

function NameStep({ onDone }: { onDone: (name: string) => void }) {
  const { t } = useWords()
  const [name, setName] = useState('')
  const ready = name.trim().length > 0
  return (
    <form
      className={css.nameForm}
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) onDone(name.trim())
      }}
    >
      <p className={css.lead}>{t('door.firstLead')}</p>
      <label className={css.label} htmlFor="name">
        {t('door.name')}
      </label>
      <input
        id="name"
        className={css.nameField}
        maxLength={80}
        autoComplete="name"
        value={name}
        onChange={(event) => setName(event.target.value)}
        data-testid="first-name"
      />
      <BigButton
        label={t('app.next')}
        size="large"
        tone="action"
        disabled={!ready}
        onPress={() => onDone(name.trim())}
        testId="first-next"
      />
    </form>
  )
}

function AgainStep({ name, pin, onBack }: { name: string; pin: string; onBack: () => void }) {
  const { t, fault } = useWords()
  const [second, setSecond] = useState<string>()
  const [badge, setBadge] = useState<string>()
  const differs = second !== undefined && second !== pin
  const make = useMutation(
    api.door.firstAdmin.mutationOptions({
      meta: { quiet: true },
      onSuccess: () => queries.invalidateQueries(),
    }),
  )
  useScan(setBadge)
  if (second === undefined || differs)
    return (
      <DoorFrame title={t('door.again')}>
        <PinEntry
          key="again"
          action={t('app.next')}
          problem={differs ? t('door.differs') : undefined}
          onBack={onBack}
          onDone={setSecond}
        />
      </DoorFrame>
    )
  const refused = make.error ? faultOf(make.error) : undefined
  const words = refused && fault(refused)
  return (
    <DoorFrame title={t('door.badgeTitle')}>
      <div className={css.nameForm}>
        <p className={css.lead}>{badge ? t('door.badgeRead') : t('door.badgeLead')}</p>
        <IconIdBadge2 className={css.badgeIcon} aria-hidden="true" />
        {words && (
          <p className={css.refused} role="alert">
            {[words.what, words.todo, refused?.detail].filter(Boolean).join(' ')}
          </p>
        )}
        <BigButton
          label={badge ? t('door.finish') : t('door.noBadge')}
          size="large"
          tone="action"
          disabled={make.isPending}
          onPress={() => make.mutate({ name, pin, ...(badge ? { badge } : {}) })}
          testId="first-finish"
        />
      </div>
    </DoorFrame>
  )
}
