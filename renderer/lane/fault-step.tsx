import { IconAlertTriangle, IconHandStop, IconPlayerPlay } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { LaneView } from '../../main/api/views.ts'
import { api } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { useKeys } from '../kit/keyboard.tsx'
import { useWords } from '../kit/words.ts'
import { FaultExtras } from './fault-extras.tsx'
import css from './fault-step.module.css'

/** The lane needs a person (asking) or cannot go on (stopped): what happened, what to do, one button. */
export function FaultStep({ view }: { view: LaneView }) {
  const { t, fault } = useWords()
  const resume = useMutation(api.lane.resume.mutationOptions())
  const go = () => {
    if (!resume.isPending) resume.mutate()
  }
  useKeys({ Enter: go })
  const stopped = view.state === 'stopped'
  const words = fault({ code: view.fault?.code ?? 'INTERNAL' })
  const Icon = stopped ? IconHandStop : IconAlertTriangle
  return (
    <div className={`${css.step} ${stopped ? css.stopped : css.asking}`} role="alert" data-testid="fault">
      <Icon className={css.icon} stroke={1.5} aria-hidden="true" />
      <p className={css.kind}>{t(stopped ? 'lane.fault.stopped' : 'lane.fault.asking')}</p>
      <h1 className={css.what}>{words.what}</h1>
      <p className={css.todo}>{words.todo}</p>
      <Views view={view} />
      {view.fault?.detail && <p className={css.detail}>{view.fault.detail}</p>}
      <div className={css.buttons}>
        <BigButton
          label={t('lane.fault.resume')}
          icon={IconPlayerPlay}
          size="huge"
          tone="action"
          hotkey={t('key.enter')}
          disabled={resume.isPending}
          onPress={go}
          testId="resume"
        />
        {!stopped && <FaultExtras view={view} />}
      </div>
    </div>
  )
}

/** Which views the station could not use, each with its reason. */
function Views({ view }: { view: LaneView }) {
  const { t, whyAgain } = useWords()
  if (view.wanted.length === 0) return undefined
  return (
    <ul className={css.views}>
      {view.wanted.map(({ role, why }) => (
        <li key={role}>
          <strong>{t(`role.${role}`)}</strong> {why && why !== view.fault?.code && whyAgain(why)}
        </li>
      ))}
    </ul>
  )
}
