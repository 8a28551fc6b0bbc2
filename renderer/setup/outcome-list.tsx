import type { CameraOutcome } from '../../main/api/camera-views.ts'
import { faults } from '../../main/kernel/fault.ts'
import { StateMark } from '../kit/state-mark.tsx'
import { useWords } from '../kit/words.ts'
import css from './setup.module.css'

export interface OutcomeListProps {
  readonly outcomes: readonly CameraOutcome[]
  /** What is said once where nothing was refused. */
  readonly done: 'setup.cameras.stagesTaken' | 'setup.cameras.scaleTaken'
}

/** What came of the last photographs: one word where all is well, else each refusal with what to do. */
export function OutcomeList({ outcomes, done }: OutcomeListProps) {
  const { t } = useWords()
  if (outcomes.length === 0) return undefined
  const refused = outcomes.flatMap((each) => (each.ok ? [] : [each]))
  return (
    <div className={css.outcomes} role="status" data-testid="outcomes">
      {refused.length === 0 ? <StateMark care="fine" word={t(done)} /> : undefined}
      {refused.map((each) => (
        <Refused key={each.role} outcome={each} />
      ))}
    </div>
  )
}

function Refused({ outcome: { role, why, found } }: { outcome: Extract<CameraOutcome, { ok: false }> }) {
  const { t, orElse } = useWords()
  // A camera's fault comes with its own sentence; what the station found in a picture is said by the word for it.
  const detail = why in faults ? found : ''
  const what = orElse(`setup.cameras.refused.${why}.what`, orElse(`fault.${why}.what`, found))
  const todo = orElse(`setup.cameras.refused.${why}.todo`, orElse(`fault.${why}.todo`, ''))
  return (
    <>
      <p className={css.state}>
        <StateMark care="act" word={`${t(`role.${role}`)}: ${what}`} />
        {detail}
      </p>
      <p className={css.soft}>{todo}</p>
    </>
  )
}
