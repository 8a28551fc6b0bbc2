import type { CameraOutcome } from '../../main/api/camera-views.ts'
import { faults } from '../../main/kernel/fault.ts'
import type { CameraRole } from '../../main/kernel/frame.ts'
import { StateMark } from '../kit/state-mark.tsx'
import { useWords } from '../kit/words.ts'
import css from './cameras.module.css'
import type { Rounds } from './use-rounds.ts'

/** What came of a camera's last photographs, where its button was pressed: each refusal with what to do, or that it was measured. */
export function CameraOutcomes({ role, rounds }: { role: CameraRole; rounds: Rounds }) {
  const { t } = useWords()
  const of = (outcomes: readonly CameraOutcome[]) => outcomes.filter((each) => each.role === role)
  const refused = [...of(rounds.stages), ...of(rounds.scales)].flatMap((each) => (each.ok ? [] : [each]))
  const measured = of(rounds.scales).some(({ ok }) => ok)
  return (
    <div role="status" className={css.outcomes} data-testid={`outcomes-${role}`}>
      {refused.map((outcome) => (
        <Refused key={outcome.why} outcome={outcome} />
      ))}
      {measured && <StateMark care="fine" word={t('setup.cameras.scaleTaken')} />}
    </div>
  )
}

function Refused({ outcome: { why, found } }: { outcome: Extract<CameraOutcome, { ok: false }> }) {
  const { orElse } = useWords()
  // A camera's fault comes with its own sentence; what the station found in a picture is said by the word for it.
  const detail = why in faults ? found : ''
  const what = orElse(`setup.cameras.refused.${why}.what`, orElse(`fault.${why}.what`, found))
  const todo = orElse(`setup.cameras.refused.${why}.todo`, orElse(`fault.${why}.todo`, ''))
  return (
    <>
      <StateMark care="act" word={what} />
      <p className={css.soft}>{[todo, detail].filter(Boolean).join(' ')}</p>
    </>
  )
}
