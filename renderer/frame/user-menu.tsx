import { Menu, UnstyledButton, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import {
  IconChevronDown,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconSun,
  IconVolume,
  IconVolumeOff,
} from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { StaffView } from '../../main/api/views.ts'
import { api, queries } from '../kit/api.ts'
import { chooseLanguage, type Language, languages } from '../kit/i18n.ts'
import { soundIsOn, storeSound } from '../kit/stored.ts'
import { useWords } from '../kit/words.ts'
import css from './user-menu.module.css'

/** Who is logged in, and what a person may set for this screen: language, light or dark, sound; and the way out. */
export function UserMenu({ user }: { user: StaffView }) {
  const { t } = useWords()
  return (
    <Menu position="bottom-end" width={340} transitionProps={{ duration: 0 }} classNames={{ item: css.item }}>
      <Menu.Target>
        <UnstyledButton className={css.target} data-testid="user-menu">
          <span className={css.name}>{user.name}</span>
          <span className={css.role}>{t(`staffRole.${user.role}`)}</span>
          <IconChevronDown className={css.chevron} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <LanguageItems />
        <ScreenItems />
        <LogoutItem />
      </Menu.Dropdown>
    </Menu>
  )
}

function LanguageItems() {
  const { language } = useWords()
  return Object.entries(languages).map(([code, name]) => (
    <Menu.Item
      key={code}
      leftSection={<IconLanguage aria-hidden="true" />}
      aria-current={code === language || undefined}
      onClick={() => chooseLanguage(code as Language)}
      lang={code}
    >
      {name}
    </Menu.Item>
  ))
}

function ScreenItems() {
  const { t } = useWords()
  const { setColorScheme } = useMantineColorScheme()
  const dark = useComputedColorScheme('light') === 'dark'
  const [sound, setSound] = useState(soundIsOn)
  const Light = dark ? IconSun : IconMoon
  const Sound = sound ? IconVolumeOff : IconVolume
  const toggleSound = () => {
    storeSound(!sound)
    setSound(!sound)
  }
  return (
    <>
      <Menu.Item
        leftSection={<Light aria-hidden="true" />}
        onClick={() => setColorScheme(dark ? 'light' : 'dark')}
      >
        {dark ? t('app.light') : t('app.dark')}
      </Menu.Item>
      <Menu.Item leftSection={<Sound aria-hidden="true" />} onClick={toggleSound}>
        {sound ? t('app.soundOff') : t('app.soundOn')}
      </Menu.Item>
    </>
  )
}

function LogoutItem() {
  const { t } = useWords()
  const logout = useMutation(
    api.door.logout.mutationOptions({ onSuccess: () => queries.invalidateQueries() }),
  )
  return (
    <Menu.Item
      leftSection={<IconLogout aria-hidden="true" />}
      onClick={() => logout.mutate()}
      data-testid="logout"
    >
      {t('door.logout')}
    </Menu.Item>
  )
}
