import { useQuery } from '@tanstack/react-query'
import type { LearnView } from '../../main/api/learn-views.ts'
import { api } from '../kit/api.ts'
import { Page, Panel } from '../kit/panel.tsx'
import { Waiting } from '../kit/waiting.tsx'
import { useWords } from '../kit/words.ts'
import { Confusion } from './confusion.tsx'
import { HeadNow } from './head-now.tsx'
import { HeadsBefore } from './heads-before.tsx'
import css from './learning.module.css'
import { Reliability } from './reliability.tsx'
import { Stock } from './stock.tsx'

/** Asked again this often, in milliseconds: while it learns, and else. */
const LEARNING_MS = 700
const LOOK_AGAIN_MS = 10_000

/** What this station has learnt from its supervisors' decisions, what it promises, and how to undo it. */
export function LearningScreen() {
  const { t } = useWords()
  const learning = useQuery(
    api.learning.view.queryOptions(undefined, {
      refetchInterval: ({ state }) => (state.data?.learning ? LEARNING_MS : LOOK_AGAIN_MS),
    }),
  )
  if (!learning.data) return <Waiting error={learning.error} />
  return (
    <Page title={t('screen.learning')}>
      <Sections view={learning.data} />
    </Page>
  )
}

function Sections({ view }: { view: LearnView }) {
  const report = view.active?.report
  return (
    <div className={css.sections}>
      <HeadNow view={view} />
      <Stock view={view} />
      {report?.confusion && report.reliability && (
        <div className={css.charts}>
          <Reliability bins={report.reliability} />
          <Confusion rows={report.confusion} />
        </div>
      )}
      <Before view={view} />
    </div>
  )
}

function Before({ view }: { view: LearnView }) {
  const { t } = useWords()
  if (view.before.length === 0) return undefined
  return (
    <Panel title={t('learning.history')}>
      <HeadsBefore view={view} />
    </Panel>
  )
}
