import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconMoon, IconSun } from '@tabler/icons-react'
import { BigButton } from './big-button.tsx'
import { chooseLanguage, type Language, languages } from './i18n.ts'
import css from './switches.module.css'
import { useWords } from './words.ts'

/** One button a language, each in its own words. */
export function LanguageSwitch() {
  const { t, language } = useWords()
  return (
    <fieldset className={css.languages} aria-label={t('app.language')}>
      {Object.entries(languages).map(([code, name]) => (
        <button
          key={code}
          type="button"
          lang={code}
          className={css.language}
          aria-pressed={code === language}
          onClick={() => chooseLanguage(code as Language)}
          data-testid={`language-${code}`}
        >
          {name}
        </button>
      ))}
    </fieldset>
  )
}

/** Light or dark: names the one it changes to. */
export function SchemeSwitch() {
  const { t } = useWords()
  const { setColorScheme } = useMantineColorScheme()
  const dark = useComputedColorScheme('light') === 'dark'
  return (
    <BigButton
      label={dark ? t('app.light') : t('app.dark')}
      icon={dark ? IconSun : IconMoon}
      onPress={() => setColorScheme(dark ? 'light' : 'dark')}
      testId="scheme"
    />
  )
}
