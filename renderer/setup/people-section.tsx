import { IconUserCheck, IconUserOff, IconUserPlus } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { StaffView } from '../../main/api/views.ts'
import { api, queries } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { Panel } from '../kit/panel.tsx'
import { useWords } from '../kit/words.ts'
import { AddPerson } from './add-person.tsx'
import css from './setup.module.css'

/** Who may log in; a person who left is switched off, never deleted, because records name them. */
export function PeopleSection({ staff }: { staff: readonly StaffView[] }) {
  const { t } = useWords()
  const [adding, setAdding] = useState(false)
  return (
    <Panel title={t('setup.people')}>
      <ul className={css.rows}>
        {staff.map((person) => (
          <PersonRow key={person.id} person={person} last={isLastAdmin(person, staff)} />
        ))}
      </ul>
      <div className={css.form}>
        <BigButton
          label={t('setup.add')}
          icon={IconUserPlus}
          onPress={() => setAdding(true)}
          testId="add-person"
        />
      </div>
      {adding && <AddPerson onClose={() => setAdding(false)} />}
    </Panel>
  )
}

/** Somebody must be left who can add people: the station does not let the last active admin go. */
export function isLastAdmin(person: StaffView, staff: readonly StaffView[]): boolean {
  const admins = staff.filter(({ role, active }) => active && role === 'admin')
  return admins.length === 1 && admins[0]?.id === person.id
}

function PersonRow({ person, last }: { person: StaffView; last: boolean }) {
  const { t } = useWords()
  const { id, name, role, hasBadge, active } = person
  const set = useMutation(
    api.setup.setStaffActive.mutationOptions({
      onSuccess: () => queries.invalidateQueries(api.setup.pathFilter()),
    }),
  )
  return (
    <li className={css.row}>
      <b className={active ? '' : css.off}>{name}</b>
      <span>
        {[t(`staffRole.${role}`), hasBadge && t('setup.badge'), !active && t('setup.off')]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {last ? (
        <span className={css.soft}>{t('setup.lastAdmin')}</span>
      ) : (
        <BigButton
          label={t(active ? 'setup.switchOff' : 'setup.switchOn')}
          icon={active ? IconUserOff : IconUserCheck}
          disabled={set.isPending}
          onPress={() => set.mutate({ id, active: !active })}
        />
      )}
    </li>
  )
}
