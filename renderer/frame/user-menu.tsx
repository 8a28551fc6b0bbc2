import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import {
  type Icon,
  IconBrain,
  IconChevronDown,
  IconEye,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconSchool,
  IconSun,
  IconVolume,
  IconVolumeOff,
} from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { StaffView } from '../../main/api/views.ts'
import { api, queries } from '../kit/api.ts'
import { BigButton } from '../kit/big-button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { chooseLanguage, type Language, languages } from '../kit/i18n.ts'
import { goTo, type Screen } from '../kit/route.ts'
import { soundIsOn, storeSound } from '../kit/stored.ts'
import { useWords } from '../kit/words.ts'
import { menuScreensOf } from './nav.tsx'
import css from './user-menu.module.css'

/** Who is logged in, and what a person may set for this screen: language, light or dark, sound; and the way out. */
export function UserMenu({ user }: { user: StaffView }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className={css.target}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        data-testid="user-menu"
      >
        <span className={css.name}>{user.name}</span>
        <span className={css.role}>{t(`staffRole.${user.role}`)}</span>
        <IconChevronDown className={css.chevron} aria-hidden="true" />
      </button>
      {open && (
        <Dialog title={user.name} onClose={() => setOpen(false)} size="720px">
          <div className={css.menu}>
            <div className={css.items}>
              <PageItems role={user.role} onGo={() => setOpen(false)} />
            </div>
            <div className={css.items}>
              <LanguageItems />
              <ScreenItems />
            </div>
            <LogoutItem />
          </div>
        </Dialog>
      )}
    </>
  )
}

const pageIcons: Partial<Record<Screen, Icon>> = {
  teach: IconSchool,
  models: IconEye,
  learning: IconBrain,
}

function PageItems({ role, onGo }: { role: StaffView['role']; onGo: () => void }) {
  const { t } = useWords()
  return menuScreensOf[role].map((screen) => {
    const icon = pageIcons[screen]
    return (
      <BigButton
        key={screen}
        label={t(`screen.${screen}`)}
        {...(icon ? { icon } : {})}
        onPress={() => {
          onGo()
          goTo(screen)
        }}
        testId={`menu-${screen}`}
      />
    )
  })
}

function LanguageItems() {
  const { language } = useWords()
  return Object.entries(languages).map(([code, name]) => (
    <div key={code} lang={code} className={css.choice}>
      <BigButton
        label={name}
        icon={IconLanguage}
        pressed={code === language}
        onPress={() => chooseLanguage(code as Language)}
        testId={`language-${code}`}
      />
    </div>
  ))
}

function ScreenItems() {
  const { t } = useWords()
  const { setColorScheme } = useMantineColorScheme()
  const dark = useComputedColorScheme('light') === 'dark'
  const [sound, setSound] = useState(soundIsOn)
  const toggleSound = () => {
    storeSound(!sound)
    setSound(!sound)
  }
  return (
    <>
      <BigButton
        label={dark ? t('app.light') : t('app.dark')}
        icon={dark ? IconSun : IconMoon}
        onPress={() => setColorScheme(dark ? 'light' : 'dark')}
        testId="scheme"
      />
      <BigButton
        label={sound ? t('app.soundOff') : t('app.soundOn')}
        icon={sound ? IconVolumeOff : IconVolume}
        onPress={toggleSound}
        testId="sound"
      />
    </>
  )
}

function LogoutItem() {
  const { t } = useWords()
  const logout = useMutation(
    api.door.logout.mutationOptions({ onSuccess: () => queries.invalidateQueries() }),
  )
  return (
    <BigButton
      label={t('door.logout')}
      icon={IconLogout}
      size="large"
      onPress={() => logout.mutate()}
      testId="logout"
    />
  )
}
