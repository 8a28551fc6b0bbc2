import type { TeachView } from '../../main/api/teach-views.ts'
import { useWords } from '../kit/words.ts'
import css from './teach.module.css'

/** The promise in whole units of a hundred: the best guess rounded, the bound rounded up, as a bound must be. */
export function ofHundred({ guess, high }: NonNullable<TeachView['falseAlarms']>) {
  return { guess: Math.round(guess * 100), high: Math.ceil(high * 100 - 1e-9) }
}

/** What the station may say of this product now, what that is worth, and how many units it still wants. */
export function PromiseLine({ view }: { view: TeachView }) {
  const { t } = useWords()
  const { may, wanted, falseAlarms } = view
  const more = may === 'nothing' ? wanted.hint : wanted.verdict
  return (
    <div className={css.promise} data-testid="promise">
      <p className={css.say}>{t(`teach.says.${may}`)}</p>
      {falseAlarms && <p>{t('teach.falseAlarms', ofHundred(falseAlarms))}</p>}
      {more > 0 && (
        <p>{t(may === 'nothing' ? 'teach.moreForHint' : 'teach.moreForVerdict', { count: more })}</p>
      )}
    </div>
  )
}
