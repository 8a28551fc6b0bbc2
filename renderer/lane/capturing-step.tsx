import type { LaneView } from '../../main/api/views.ts'
import { useWords } from '../kit/words.ts'
import { CameraPanel } from './camera-panel.tsx'
import { CancelButton } from './cancel-button.tsx'
import { CaptureActions } from './capture-actions.tsx'
import { ItemLine } from './item-line.tsx'
import css from './lane.module.css'
import { ViewList } from './view-list.tsx'

/** Photographs are being taken: the rig by itself, page cameras one after the other by the operator. */
export function CapturingStep({ view }: { view: LaneView }) {
  const { t, whyAgain } = useWords()
  const mine = view.wanted.find(({ source }) => source === 'page')
  const again = view.wanted.find(({ why }) => why)
  const title = mine
    ? t(`lane.capturing.show.${mine.role}`)
    : t(again ? 'lane.capturing.again' : 'lane.capturing.rig')
  const why = (mine ?? again)?.why
  return (
    <div className={css.step}>
      <ItemLine view={view} />
      <div className={css.capture}>
        <div className={css.captureText}>
          <h1 className={css.main}>{title}</h1>
          {why && (
            <p className={css.retake} data-testid="retake-why">
              {whyAgain(why)}
            </p>
          )}
          <ViewList view={view} shown={mine?.role} />
        </div>
        {mine && <CameraPanel key={mine.role} role={mine.role} auto={view.confirm === 'never'} />}
      </div>
      <div className={css.actions}>
        <CancelButton />
        <CaptureActions view={view} />
      </div>
    </div>
  )
}
