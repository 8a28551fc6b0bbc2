import type { TeachView } from '../../main/api/teach-views.ts'
import { useWords } from '../kit/words.ts'
import css from './unit-marks.module.css'

/** A mark of the row: a unit that is known or still wanted, and what begins with it. */
export interface Mark {
  readonly known: boolean
  readonly begins?: 'hint' | 'verdict'
}

/** One mark a unit up to the number at which its word counts; more units than that add no marks. */
export function marksOf({ units, needs }: Pick<TeachView, 'units' | 'needs'>): readonly Mark[] {
  return Array.from({ length: needs.verdict }, (_, at) => {
    const begins = at + 1 === needs.hint ? 'hint' : at + 1 === needs.verdict ? 'verdict' : undefined
    return { known: at < units, ...(begins ? { begins } : {}) }
  })
}

/** How far the teaching has come, as a row of marks: filled ones are known, the two words say what begins where. */
export function UnitMarks({ view }: { view: TeachView }) {
  const { t } = useWords()
  const { units, needs } = view
  return (
    <div className={css.progress}>
      <p className={css.count} data-testid="units" data-units={units}>
        {t('teach.units', { count: units })}
      </p>
      <ol className={css.marks} aria-label={t('teach.marks', { units, verdict: needs.verdict })}>
        {marksOf(view).map(({ known, begins }, at) => (
          <li key={at} className={css.step}>
            <span className={[css.mark, known && css.known].filter(Boolean).join(' ')} />
            {begins && <span className={css.word}>{t(`teach.begins.${begins}`, { units: at + 1 })}</span>}
          </li>
        ))}
      </ol>
    </div>
  )
}
