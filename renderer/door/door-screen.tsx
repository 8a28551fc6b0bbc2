import { IconIdBadge2 } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SessionView, StaffView } from '../../main/api/views.ts'
import { api, queries } from '../kit/api.ts'
import { faultOf } from '../kit/fault-of.ts'
import { useScan } from '../kit/keyboard.tsx'
import { Waiting } from '../kit/waiting.tsx'
import { useWords } from '../kit/words.ts'
import css from './door.module.css'
import { DoorFrame } from './door-frame.tsx'
import { PinEntry } from './pin-entry.tsx'

type Person = Pick<StaffView, 'id' | 'name' | 'role'>

const enter = { meta: { quiet: true }, onSuccess: () => queries.invalidateQueries() }

/** Log-in: tap a name and type the PIN, or scan a badge at any moment. */
export function DoorScreen({ station }: { station: SessionView['station'] }) {
  const { t } = useWords()
  const [person, setPerson] = useState<Person>()
  const people = useQuery(api.door.people.queryOptions())
  const badge = useMutation(api.door.badge.mutationOptions(enter))
  useScan((text) => badge.mutate({ badge: text }))
  return (
    <DoorFrame title={person ? t('door.pinOf', { name: person.name }) : t('door.who')} station={station}>
      {person ? (
        <PinStep person={person} onBack={() => setPerson(undefined)} />
      ) : (
        <>
          {people.data ? <Tiles people={people.data} onPick={setPerson} /> : <Waiting error={people.error} />}
          <BadgeLine error={badge.error} />
        </>
      )}
    </DoorFrame>
  )
}

function Tiles({ people, onPick }: { people: readonly Person[]; onPick: (person: Person) => void }) {
  const { t } = useWords()
  return (
    <ul className={css.tiles}>
      {people.map((person) => (
        <li key={person.id}>
          <button type="button" className={css.tile} onClick={() => onPick(person)} data-testid="person">
            <span className={css.name}>{person.name}</span>
            <span className={css.role}>{t(`staffRole.${person.role}`)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function BadgeLine({ error }: { error: unknown }) {
  const { t, fault } = useWords()
  const words = error ? fault(faultOf(error)) : undefined
  return (
    <p className={words ? css.refused : css.badge} role="status">
      <IconIdBadge2 aria-hidden="true" />
      {words ? `${words.what} ${words.todo}` : t('door.badgeHint')}
    </p>
  )
}

function PinStep({ person, onBack }: { person: Person; onBack: () => void }) {
  const { t } = useWords()
  const login = useMutation(api.door.pin.mutationOptions(enter))
  return (
    <PinEntry
      action={t('door.enter')}
      error={login.error}
      busy={login.isPending}
      onBack={onBack}
      onDone={(pin) => login.mutate({ staff: person.id, pin })}
    />
  )
}
