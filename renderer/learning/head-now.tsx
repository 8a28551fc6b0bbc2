import { IconArrowBackUp, IconSchool } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { LearnView } from '../../main/api/learn-views.ts'
import { api, queries } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { numberText, timeText } from '../kit/format.ts'
import { Panel } from '../kit/panel.tsx'
import { type Care, StateMark } from '../kit/state-mark.tsx'
import { useWords } from '../kit/words.ts'
import { FarAlong } from './far-along.tsx'
import css from './learning.module.css'
import { Silences } from './silences.tsx'
import { UndoDialog } from './undo-dialog.tsx'

type State = NonNullable<LearnView['active']>['state']

const careOf: Record<State, Care> = {
  speaks: 'fine',
  silent: 'look',
  unknown: 'look',
  outdated: 'act',
  refused: 'act',
}

/** Whether what was learnt may speak, what it promises in one sentence, and the two things to do about it. */
export function HeadNow({ view }: { view: LearnView }) {
  const { t, region } = useWords()
  const [undoing, setUndoing] = useState(false)
  const { active, learning, failed } = view
  const since = active?.at === undefined ? '' : timeText(active.at, region)
  return (
    <Panel title={t('learning.now')}>
      <div className={css.now}>
        <div className={css.words}>
          <StateMark
            care={active ? careOf[active.state] : view.starting?.state === 'refused' ? 'act' : 'look'}
            word={t(`learning.state.${active?.state ?? 'none'}`)}
          />
          {since && <p className={css.soft}>{t('learning.learntAt', { at: since })}</p>}
          <Saying view={view} />
          {failed && (
            <p className={css.warn} role="status">
              {t('learning.failed')} {failed}
            </p>
          )}
          {view.paused && <p className={css.line}>{t('learning.paused')}</p>}
        </div>
        <div className={css.acts}>
          <LearnButton view={view} />
          {active && (
            <BigButton
              label={t('learning.undo')}
              icon={IconArrowBackUp}
              disabled={learning !== undefined}
              onPress={() => setUndoing(true)}
              testId="undo-head"
            />
          )}
        </div>
      </div>
      {learning && <FarAlong learning={learning} />}
      {undoing && <UndoDialog view={view} onClose={() => setUndoing(false)} />}
    </Panel>
  )
}

/** What the head says of itself: its promise, or why it has none. */
function Saying({ view: { active, starting, model = '' } }: { view: LearnView }) {
  const { t } = useWords()
  if (!active) return <NotYet {...(starting ? { starting } : {})} />
  if (active.state === 'refused') return <p className={css.warn}>{active.detail}</p>
  if (active.state === 'outdated') return <p className={css.warn}>{t('learning.outdated', { model })}</p>
  const { report } = active
  if (!report) return undefined
  const { promise } = report
  if (!promise || report.silent.length > 0) return <Silences silent={report.silent} />
  return (
    <p className={css.promise} data-testid="promise">
      {t('learning.promise', {
        percent: Math.floor(promise.accuracy * 100),
        confidence: Math.round(promise.confidence * 100),
        right: promise.right,
        spoken: promise.spoken,
        coverage: Math.round(promise.coverage * 100),
      })}
    </p>
  )
}

/** Nothing has been learnt: what grades until then, and what the head that ships may say. */
function NotYet({ starting }: Pick<LearnView, 'starting'>) {
  const { t, region } = useWords()
  const { decisions = 0, kappa } = starting?.report ?? {}
  const measured = { items: numberText(decisions, region), kappa: numberText(kappa?.value ?? 0, region, 2) }
  return (
    <>
      <p className={css.line}>{t('learning.none')}</p>
      {starting && (
        <p className={starting.state === 'refused' ? css.warn : css.line} data-testid="starting-head">
          {t(`learning.starting.${starting.state}`)} {starting.detail}
          {kappa && starting.detail === '' && t('learning.starting.measured', measured)}
        </p>
      )}
    </>
  )
}

function LearnButton({ view: { stock, learning, model } }: { view: LearnView }) {
  const { t } = useWords()
  const learn = useMutation(
    api.learning.now.mutationOptions({
      onSettled: () => queries.invalidateQueries(api.learning.pathFilter()),
    }),
  )
  return (
    <BigButton
      label={t('learning.learnNow')}
      icon={IconSchool}
      tone="action"
      disabled={learning !== undefined || learn.isPending || stock.decisions === 0 || model === undefined}
      onPress={() => learn.mutate()}
      testId="learn-now"
    />
  )
}
