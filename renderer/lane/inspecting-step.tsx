import { Loader } from '@mantine/core'
import type { LaneView } from '../../main/api/views.ts'
import { evidenceAddress } from '../kit/photo-view.tsx'
import { useWords } from '../kit/words.ts'
import { CancelButton } from './cancel-button.tsx'
import { ItemLine } from './item-line.tsx'
import css from './lane.module.css'

/** The model looks at the photographs: about a second, nothing to do. */
export function InspectingStep({ view }: { view: LaneView }) {
  const { t } = useWords()
  const shots = view.item?.shots ?? []
  return (
    <div className={css.step}>
      <ItemLine view={view} />
      <div className={css.inspecting}>
        <ul className={css.shots}>
          {shots.map(({ role, sha256 }) => (
            <li key={role} className={css.shot}>
              <img src={evidenceAddress(sha256, 480)} alt={t(`role.${role}`)} />
            </li>
          ))}
        </ul>
        <div className={css.busy} role="status">
          <Loader color="gray" size={64} aria-hidden="true" />
          <h1 className={css.main}>{t('lane.inspecting.title')}</h1>
        </div>
      </div>
      <div className={css.actions}>
        <CancelButton />
      </div>
    </div>
  )
}
