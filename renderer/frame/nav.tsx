import type { StaffView } from '../../main/api/views.ts'
import { addressOf, type Screen } from '../kit/route.ts'
import { useWords } from '../kit/words.ts'
import css from './frame.module.css'

const screensOf: Record<StaffView['role'], readonly Screen[]> = {
  operator: ['lane', 'history', 'health'],
  supervisor: ['lane', 'history', 'review', 'health'],
  admin: ['lane', 'history', 'review', 'health', 'setup'],
}

/** Screens that are no daily work: in the menu behind the name, not in the row. */
export const menuScreensOf: Record<StaffView['role'], readonly Screen[]> = {
  operator: ['teach'],
  supervisor: ['teach', 'models', 'learning'],
  admin: ['teach', 'models', 'learning'],
}

/** The screen a person gets: the one asked for when the role allows it, else the role's own first one. */
export function screenFor(role: StaffView['role'], asked: Screen | undefined): Screen {
  if (asked && [...screensOf[role], ...menuScreensOf[role]].includes(asked)) return asked
  return role === 'supervisor' ? 'review' : 'lane'
}

export function Nav({ role, shown }: { role: StaffView['role']; shown: Screen }) {
  const { t } = useWords()
  return (
    <nav aria-label={t('app.screens')}>
      <ul className={css.nav}>
        {screensOf[role].map((screen) => (
          <li key={screen}>
            <a
              className={css.tab}
              href={addressOf(screen)}
              aria-current={screen === shown ? 'page' : undefined}
              data-testid={`nav-${screen}`}
            >
              {t(`screen.${screen}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
