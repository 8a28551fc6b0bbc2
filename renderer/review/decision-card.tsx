import type { ReviewItem } from '../../main/api/views.ts'
import { GradeMark } from '../kit/grade-mark.tsx'
import { Sign } from '../kit/sign.tsx'
import { useWords } from '../kit/words.ts'
import css from './decision-card.module.css'
import { standingOf, stateOf } from './standing.ts'

/** What is proposed or decided, large, with all its reasons and what else was possible. */
export function DecisionCard({ item }: { item: ReviewItem }) {
  const { t, reason } = useWords()
  const { record } = item
  const state = stateOf(item)
  const { disposition, grade } = standingOf(item)
  return (
    <section aria-label={t('review.decision')}>
      <p className={state === 'decided' ? css.done : css.waits}>{t(`review.${state}`)}</p>
      <div className={css.line}>
        <Sign disposition={disposition} size="small" />
        <h3 className={css.word}>{t(`disposition.${disposition}.name`)}</h3>
        <GradeMark grade={grade} size="small" />
        <p className={css.word}>{t(`grade.${grade}.name`)}</p>
      </div>
      <Proposed item={item} />
      <ul className={css.reasons}>
        {[...record.proposal.reasons, ...record.verdict.reasons].map((each) => (
          <li key={`${each.code}${each.text}`}>{reason(each)}</li>
        ))}
      </ul>
      <Alternatives item={item} />
    </section>
  )
}

/** What the station had proposed, where a person said something else: the reasons below are for that. */
function Proposed({ item }: { item: ReviewItem }) {
  const { t } = useWords()
  const { proposal, verdict } = item.record
  const standing = standingOf(item)
  if (standing.disposition === proposal.choice && standing.grade === verdict.grade) return undefined
  const disposition = t(`disposition.${proposal.choice}.name`)
  return <p className={css.proposed}>{t('review.proposed', { disposition, grade: verdict.grade })}</p>
}

function Alternatives({ item }: { item: ReviewItem }) {
  const { t, money, reason } = useWords()
  return (
    <details className={css.details}>
      <summary className={css.summary}>{t('review.alternatives')}</summary>
      <table className={css.table}>
        <tbody>
          {item.record.proposal.alternatives.map(({ disposition, expected, allowed, reasons }) => (
            <tr key={disposition} className={allowed ? '' : css.barred}>
              <th scope="row">{t(`disposition.${disposition}.name`)}</th>
              <td className={css.amount}>{expected ? money(expected) : '–'}</td>
              <td>{allowed ? '' : reasons.slice(0, 1).map(reason)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
