import type { CameraRole } from '../../main/kernel/frame.ts'
import { useWords } from '../kit/words.ts'
import css from './teach.module.css'
import type { Teaching } from './use-teaching.ts'

export interface TeachWordProps {
  readonly teaching: Teaching
  /** The view the page's own camera takes next. */
  readonly pageRole: CameraRole | undefined
  readonly free: boolean
}

/** One sentence: what to do now, or why the last unit was not kept. */
export function TeachWord({ teaching: { phase, outcome, fault }, pageRole, free }: TeachWordProps) {
  const { t, fault: wordsOf } = useWords()
  if (fault) {
    const words = wordsOf(fault)
    return (
      <div className={css.trouble} role="alert" data-testid="teach-fault" data-code={fault.code}>
        <p>
          <strong>{words.what}</strong> {words.todo}
        </p>
        {fault.detail && <p className={css.detail}>{fault.detail}</p>}
      </div>
    )
  }
  const now = nowOf(phase, outcome)
  const show = pageRole && phase === 'ready' && outcome !== 'refused'
  return (
    <p
      className={outcome === 'refused' ? css.trouble : css.word}
      role="status"
      data-testid="teach-word"
      data-outcome={outcome}
    >
      {free && (show ? t(`lane.capturing.show.${pageRole}`) : t(`teach.now.${now}`))}
    </p>
  )
}

/** Which sentence fits the moment. */
export function nowOf(
  phase: Teaching['phase'],
  outcome: Teaching['outcome'],
): 'shooting' | 'looking' | 'kept' | 'refused' | 'first' {
  if (phase !== 'ready') return phase
  return outcome ?? 'first'
}
