import type { ReasonView, ReviewItem } from '../../main/api/views.ts'
import { timeText } from '../kit/format.ts'
import { useWords } from '../kit/words.ts'
import css from './facts.module.css'

export interface CorrectionsProps extends Pick<ReviewItem, 'corrections'> {
  /** The policy's reasons, where they are known here. */
  readonly reasons?: readonly ReasonView[] | undefined
}

/** What people said to the record so far; nothing is ever edited. */
export function Corrections({ corrections, reasons = [] }: CorrectionsProps) {
  const { t, region, reasonCode } = useWords()
  if (corrections.length === 0) return undefined
  return (
    <section aria-label={t('review.corrections')}>
      <h3 className={css.title}>{t('review.corrections')}</h3>
      <ul className={css.list}>
        {corrections.map(({ id, kind, by, at, disposition, grade, reasonCode: code, note }) => (
          <li key={id} className={css.entry}>
            <b>{t(`review.kind.${kind}`)}</b> {by}, {timeText(at, region)}
            <br />
            {t('review.gradeTo', { grade, disposition: t(`disposition.${disposition}.name`) })}
            {code && `: ${reasonCode(code, reasons.find((each) => each.code === code)?.texts)}`}
            {note && ` (${note})`}
          </li>
        ))}
      </ul>
    </section>
  )
}
