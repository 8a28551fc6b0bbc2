import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleDotFilled,
} from '@tabler/icons-react'
import { useRef } from 'react'
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

/** How far each view of the rig is; a view that was wanted before (`seen`) and no longer is has been taken. */
export function progressOf(
  view: Pick<LaneView, 'wanted' | 'item'>,
  shown?: CameraRole,
  seen: readonly CameraRole[] = [],
) {
  const taken = new Set([...seen, ...(view.item?.shots.map(({ role }) => role) ?? [])])
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
  const seen = useSeen(view)
  return (
    <ul className={css.list}>
      {progressOf(view, shown, seen).map(({ role, progress }) => {
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

/** Views wanted at any time since the photographs of this item began: the station tells only what it still wants. */
function useSeen(view: LaneView): readonly CameraRole[] {
  const seen = useRef(new Set<CameraRole>())
  for (const { role } of view.wanted) seen.current.add(role)
  return [...seen.current]
}
