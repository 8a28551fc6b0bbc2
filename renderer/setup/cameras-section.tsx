import { IconCamera } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { CameraCare } from '../../main/api/camera-views.ts'
import { api } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Panel } from '../kit/panel.tsx'
import { StateMark } from '../kit/state-mark.tsx'
import { useWords } from '../kit/words.ts'
import { CameraPanel } from '../lane/camera-panel.tsx'
import { CameraRow } from './camera-row.tsx'
import css from './setup.module.css'
import { SheetForm } from './sheet-form.tsx'
import { useRounds } from './use-rounds.ts'

/** A camera that is moved, or a stage that changes, shows here without asking, this often in milliseconds. */
const LOOK_AGAIN_MS = 5_000

/** What the station knows of its cameras: the empty stage each sees, and how large a pixel is; both taken here. */
export function CamerasSection() {
  const cares = useQuery(api.cameras.view.queryOptions(undefined, { refetchInterval: LOOK_AGAIN_MS }))
  return cares.data && cares.data.length > 0 ? <Cameras cameras={cares.data} /> : undefined
}

function Cameras({ cameras }: { cameras: readonly CameraCare[] }) {
  const { t } = useWords()
  const rounds = useRounds()
  // Cameras of a page are held by a person one after the other; the others shoot at once.
  const rig = cameras.filter(({ byHand }) => !byHand).map(({ role }) => role)
  return (
    <Panel title={t('setup.cameras.title')}>
      <p className={css.soft}>{t('setup.cameras.hint')}</p>
      {rig.length > 0 && (
        <div className={css.form}>
          <BigButton
            label={t('setup.cameras.takeStages')}
            icon={IconCamera}
            disabled={rounds.busy}
            onPress={() => rounds.takeStages(rig)}
            testId="take-stages"
          />
        </div>
      )}
      {rounds.stages.length > 0 && rounds.stages.every(({ ok }) => ok) && (
        <p className={css.outcomes} role="status">
          <StateMark care="fine" word={t('setup.cameras.stagesTaken')} />
        </p>
      )}
      <ul className={css.rows}>
        {cameras.map((camera) => (
          <CameraRow key={camera.role} camera={camera} rounds={rounds} />
        ))}
      </ul>
      <SheetForm rulerText={rounds.rulerText} onRuler={rounds.setRuler} />
      {rounds.byHand && (
        <Dialog title={t(`role.${rounds.byHand}`)} onClose={rounds.endByHand}>
          <CameraPanel role={rounds.byHand} auto={false} />
        </Dialog>
      )}
    </Panel>
  )
}
