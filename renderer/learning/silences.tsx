import type { Silence } from '../../main/kernel/learning-report.ts'
import { numberText } from '../kit/format.ts'
import { useWords } from '../kit/words.ts'
import css from './learning.module.css'

/** Why the head says nothing: what was found, and what is needed. */
export function Silences({ silent }: { silent: readonly Silence[] }) {
  const { t, region } = useWords()
  return (
    <>
      <p className={css.line}>{t('learning.silentLead')}</p>
      <ul className={css.silences}>
        {silent.map(({ why, found, needed }) => {
          const share = why === 'unproven' ? 100 : 1
          const digits = why === 'kappa' ? 2 : 0
          const values = {
            found: numberText(found * share, region, digits),
            needed: numberText(needed * share, region, digits),
          }
          return <li key={why}>{t(`learning.silent.${why}`, values)}</li>
        })}
      </ul>
    </>
  )
}
