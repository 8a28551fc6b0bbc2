import { learntGrades } from '../../main/kernel/learnt.ts'
import { numberText } from '../kit/format.ts'
import { Panel } from '../kit/panel.tsx'
import { useWords } from '../kit/words.ts'
import css from './learning.module.css'

/** Held-out items by the grade a supervisor gave and the grade the head would have said; darker is more of a row. */
export function Confusion({ rows }: { rows: readonly (readonly number[])[] }) {
  const { t } = useWords()
  return (
    <Panel title={t('learning.confusion')}>
      <p className={css.soft}>{t('learning.confusionLead')}</p>
      <table className={css.confusion}>
        <thead>
          <tr>
            <th scope="col" className={css.corner}>
              {t('learning.confirmed')}
            </th>
            {learntGrades.map((grade) => (
              <th key={grade} scope="col">
                {grade}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <GradeRow key={learntGrades[at]} at={at} row={row} />
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

function GradeRow({ at, row }: { at: number; row: readonly number[] }) {
  const { region } = useWords()
  const sum = row.reduce((total, count) => total + count, 0)
  return (
    <tr>
      <th scope="row">{learntGrades[at]}</th>
      {row.map((count, said) => (
        <td key={learntGrades[said]} className={said === at ? css.right : ''}>
          <span className={css.shade} style={{ opacity: sum === 0 ? 0 : (count / sum) * 0.5 }} />
          <span className={css.count}>{numberText(count, region)}</span>
        </td>
      ))}
    </tr>
  )
}
