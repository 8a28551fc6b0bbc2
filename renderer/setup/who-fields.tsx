import { Field, Pick } from '../kit/field.tsx'
import { languages } from '../kit/i18n.ts'
import { useWords } from '../kit/words.ts'
import type { Picks } from './picks.ts'
import css from './setup.module.css'

/** Name and site of the station, as labels, reports and every screen say them, and the language its pages begin in. */
export function WhoFields({ picks, onChange }: { picks: Picks; onChange: (picks: Picks) => void }) {
  const { t } = useWords()
  return (
    <div className={css.picks}>
      <Field
        label={t('setup.stationName')}
        value={picks.name}
        onChange={(name) => onChange({ ...picks, name })}
        maxLength={60}
        testId="station-name"
      />
      <Field
        label={t('setup.site')}
        value={picks.site}
        onChange={(site) => onChange({ ...picks, site })}
        maxLength={60}
        testId="station-site"
      />
      <Pick
        label={t('setup.language')}
        value={picks.locale}
        options={Object.entries(languages)}
        onChange={(locale) => onChange({ ...picks, locale: locale === 'de' ? 'de' : 'en' })}
        testId="station-language"
      />
    </div>
  )
}
