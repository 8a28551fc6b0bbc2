import { IconCheck, IconIdBadge2 } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { StaffView } from '../../main/api/views.ts'
import { api, queries } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Field, Pick } from '../kit/field.tsx'
import { useScan } from '../kit/keyboard.tsx'
import { useWords } from '../kit/words.ts'
import css from './setup.module.css'

const roles = ['operator', 'supervisor', 'admin'] as const satisfies readonly StaffView['role'][]
const pinShape = /^\d{4,12}$/

interface Draft {
  readonly name: string
  readonly role: StaffView['role']
  readonly pin: string
  readonly badge?: string
}

/** Name, role, PIN, and a badge by scanning it while the form is open. */
export function AddPerson({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  return (
    <Dialog title={t('setup.add')} onClose={onClose}>
      <PersonForm onDone={onClose} />
    </Dialog>
  )
}

function PersonForm({ onDone }: { onDone: () => void }) {
  const { t } = useWords()
  const [person, setPerson] = useState<Draft>({ name: '', role: 'operator', pin: '' })
  useScan((badge) => setPerson((now) => ({ ...now, badge })))
  const add = useMutation(
    api.setup.addStaff.mutationOptions({
      onSuccess: () => {
        void queries.invalidateQueries(api.setup.pathFilter())
        onDone()
      },
    }),
  )
  const ready = person.name.trim() !== '' && pinShape.test(person.pin) && !add.isPending
  return (
    <div className={css.person}>
      <PersonFields person={person} onChange={(change) => setPerson({ ...person, ...change })} />
      <p className={css.badgeLine}>
        <IconIdBadge2 aria-hidden="true" />
        {person.badge ? t('door.badgeRead') : t('setup.badgeHint')}
      </p>
      <BigButton
        label={t('setup.save')}
        icon={IconCheck}
        size="large"
        tone="action"
        disabled={!ready}
        onPress={() => add.mutate({ ...person, name: person.name.trim() })}
        testId="person-save"
      />
    </div>
  )
}

interface PersonFieldsProps {
  readonly person: Draft
  readonly onChange: (change: Partial<Draft>) => void
}

function PersonFields({ person, onChange }: PersonFieldsProps) {
  const { t } = useWords()
  return (
    <>
      <Field
        label={t('setup.personName')}
        value={person.name}
        onChange={(name) => onChange({ name })}
        maxLength={80}
        testId="person-name"
      />
      <Pick
        label={t('setup.role')}
        value={person.role}
        options={roles.map((role) => [role, t(`staffRole.${role}`)] as const)}
        onChange={(value) => onChange({ role: roles.find((role) => role === value) ?? 'operator' })}
        testId="person-role"
      />
      <Field
        label={t('setup.pin')}
        type="password"
        value={person.pin}
        onChange={(pin) => onChange({ pin })}
        maxLength={12}
        testId="person-pin"
      />
    </>
  )
}
