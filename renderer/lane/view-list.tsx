import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleDotFilled,
} from '@tabler/icons-react'
import type { LaneView } from '../../main/api/views.ts'
import type { CameraRole } from '../../main/kernel/frame.ts'
import { cameraRoles } from '../../main/kernel/frame.ts'
import { useWords } from '../kit/words.ts'
import css from './view-list.module.css'

type Progress = 'done' | 'again' | 'now' | 'waiting'
const icons = {
  done: IconCircleCheck,
  again: IconAlertTriangle,
  now: IconCircleDotFilled,
  waiting: IconCircleDashed,
}

/** How far each view of the rig is. */
export function progressOf(view: Pick<LaneView, 'wanted' | 'item'>, shown?: CameraRole) {
  const taken = new Set(view.item?.shots.map(({ role }) => role))
  const wanted = new Map(view.wanted.map((want) => [want.role, want]))
  return cameraRoles
    .filter((role) => taken.has(role) || wanted.has(role))
    .map((role): { role: CameraRole; progress: Progress } => {
      const want = wanted.get(role)
      if (!want) return { role, progress: 'done' }
      if (want.why) return { role, progress: 'again' }
      return { role, progress: want.source === 'rig' || role === shown ? 'now' : 'waiting' }
    })
}

export function ViewList({ view, shown }: { view: LaneView; shown?: CameraRole | undefined }) {
  const { t } = useWords()
  return (
    <ul className={css.list}>
      {progressOf(view, shown).map(({ role, progress }) => {
        const Icon = icons[progress]
        return (
          <li key={role} className={`${css.view} ${css[progress]}`}>
            <Icon className={css.icon} aria-hidden="true" />
            {t(`role.${role}`)}
            <span className={css.word}>{t(`lane.capturing.progress.${progress}`)}</span>
          </li>
        )
      })}
    </ul>
  )
}
