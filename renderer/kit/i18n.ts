import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import de from '../locales/de.json' with { type: 'json' }
import en from '../locales/en.json' with { type: 'json' }
import { storedLanguage, storeLanguage } from './stored.ts'

/** Every language the pages speak, by its own name. */
export const languages = { en: 'English', de: 'Deutsch' } as const
export type Language = keyof typeof languages

/** The nearest language the pages speak; English where there is none. */
export function nearestLanguage(wanted: string | undefined): Language {
  const short = wanted?.toLowerCase().split('-')[0] ?? ''
  return short in languages ? (short as Language) : 'en'
}

/** Starts translation, in the language last chosen here, else the browser's. */
export async function startI18n(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language
  })
  await i18next.use(initReactI18next).init({
    resources: { en: { translation: en }, de: { translation: de } },
    lng: nearestLanguage(storedLanguage() ?? navigator.language),
    fallbackLng: 'en',
    returnNull: false,
    interpolation: { escapeValue: false },
  })
}

export function chooseLanguage(language: Language): void {
  storeLanguage(language)
  void i18next.changeLanguage(language)
}

/** The station's own language, until somebody at this screen chose another. */
export function suggestLanguage(locale: string): void {
  const language = nearestLanguage(locale)
  if (!storedLanguage() && i18next.language !== language) void i18next.changeLanguage(language)
}
