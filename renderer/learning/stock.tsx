import { Progress } from '@mantine/core'
import type { LearnView } from '../../main/api/learn-views.ts'
import { learntGrades } from '../../main/kernel/learnt.ts'
import { numberText } from '../kit/format.ts'
import { Panel } from '../kit/panel.tsx'
import { useWords } from '../kit/words.ts'
import css from './learning.module.css'

/** Grades that must have been confirmed often enough. */
const LEAST_GRADES = 2

/** What can be learnt from, and how far it is from what is needed. */
export function Stock({ view }: { view: LearnView }) {
  const { t, region } = useWords()
  const { stock, needs, unusable, model } = view
  const often = stock.perGrade.filter((count) => count >= needs.ofAGrade).length
  return (
    <Panel title={t('learning.from')}>
      <p className={css.line}>{model ? t('learning.fromLead', { model }) : t('learning.noModel')}</p>
      <ul className={css.bars}>
        <Bar name="decisions" found={stock.decisions} needed={needs.decisions} />
        <Bar name="sessions" found={stock.sessions} needed={needs.sessions} />
        <Bar name="grades" found={often} needed={LEAST_GRADES} often={needs.ofAGrade} />
      </ul>
      <dl className={css.grades} aria-label={t('learning.perGrade')}>
        {learntGrades.map((grade, at) => (
          <div key={grade}>
            <dt>{grade}</dt>
            <dd>{numberText(stock.perGrade[at] ?? 0, region)}</dd>
          </div>
        ))}
      </dl>
      {unusable > 0 && (
        <p className={css.line} data-testid="unusable">
          {t('learning.unusable', { count: unusable })}
        </p>
      )}
    </Panel>
  )
}

interface BarProps {
  readonly name: 'decisions' | 'sessions' | 'grades'
  readonly found: number
  readonly needed: number
  readonly often?: number
}

function Bar({ name, found, needed, often = 0 }: BarProps) {
  const { t, region } = useWords()
  const values = { found: numberText(found, region), needed: numberText(needed, region), often }
  const label = t(`learning.${found < needed ? 'bar' : 'enough'}.${name}`, values)
  return (
    <li data-testid={`bar-${name}`}>
      <span>{label}</span>
      <Progress
        value={Math.min(100, (found / needed) * 100)}
        size="xl"
        color="var(--edge)"
        aria-label={label}
        classNames={{ root: css.track }}
      />
    </li>
  )
}
