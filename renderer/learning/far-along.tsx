import { Progress } from '@mantine/core'
import type { LearnView } from '../../main/api/learn-views.ts'
import { useWords } from '../kit/words.ts'
import css from './learning.module.css'

/** How far learning is: reading first, then one fit after the other. */
export function FarAlong({ learning: { done, of } }: { learning: NonNullable<LearnView['learning']> }) {
  const { t } = useWords()
  const percent = of === 0 ? 0 : Math.round((done / of) * 100)
  const label = of === 0 ? t('learning.reading') : t('learning.trying', { done, of })
  return (
    <div className={css.far} role="status" data-testid="learning-progress">
      <p className={css.line}>{label}</p>
      <Progress
        value={of === 0 ? 100 : percent}
        animated={of === 0}
        size="xl"
        color="var(--edge)"
        aria-label={label}
        classNames={{ root: css.track }}
      />
    </div>
  )
}
