import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconMoon, IconSun } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { SessionView } from '../../main/api/views.ts'
import { BigButton } from '../kit/big-button.tsx'
import { chooseLanguage, type Language, languages } from '../kit/i18n.ts'
import { useWords } from '../kit/words.ts'
import css from './door.module.css'

export interface DoorFrameProps {
  readonly title: string
  readonly station?: SessionView['station']
  readonly children: ReactNode
}

/** The page before anybody is logged in: one question, and below it the language and light or dark. */
export function DoorFrame({ title, station, children }: DoorFrameProps) {
  return (
    <main className={css.door}>
      <h1 className={css.title}>{title}</h1>
      <div className={css.body}>{children}</div>
      <footer className={css.footer}>
        <span className={css.station}>{station && `${station.site} · ${station.name}`}</span>
        <Languages />
        <SchemeSwitch />
      </footer>
    </main>
  )
}

function Languages() {
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
        >
          {name}
        </button>
      ))}
    </fieldset>
  )
}

function SchemeSwitch() {
  const { t } = useWords()
  const { setColorScheme } = useMantineColorScheme()
  const dark = useComputedColorScheme('light') === 'dark'
  return (
    <BigButton
      label={dark ? t('app.light') : t('app.dark')}
      icon={dark ? IconSun : IconMoon}
      onPress={() => setColorScheme(dark ? 'light' : 'dark')}
    />
  )
}
