import type { ReactNode } from 'react'
import type { StaffView } from '../../main/api/views.ts'
import { NoticeLine } from '../kit/notice-line.tsx'
import type { Screen } from '../kit/route.ts'
import { useWords } from '../kit/words.ts'
import { DeviceChips } from './device-chips.tsx'
import { chipsOf } from './device-health.ts'
import css from './frame.module.css'
import { useLaneFeed } from './lane-feed.tsx'
import { Nav } from './nav.tsx'
import { TroubleLine } from './trouble-line.tsx'
import { useIdle } from './use-idle.ts'
import { UserMenu } from './user-menu.tsx'

export interface FrameProps {
  readonly user: StaffView
  /** Minutes without input after which this person is logged out; undefined for never. */
  readonly idleMinutes: number | undefined
  readonly station: string
  readonly screen: Screen
  readonly children: ReactNode
}

/** What stands around every screen: where one is, what the devices do, and one sentence when something is wrong. */
export function Frame({ user, idleMinutes, station, screen, children }: FrameProps) {
  const { t } = useWords()
  const { view, connected } = useLaneFeed()
  useIdle(idleMinutes, screen)
  const chips = view ? chipsOf(view.devices) : []
  return (
    <div className={css.frame}>
      <header className={css.header}>
        <span className={css.station} title={station}>
          {station}
        </span>
        <Nav role={user.role} shown={screen} />
        <div className={css.right}>
          <DeviceChips chips={chips} />
          <UserMenu user={user} />
        </div>
      </header>
      <TroubleLine chips={chips} connected={connected} />
      <main className={css.main} aria-label={t(`screen.${screen}`)}>
        {children}
      </main>
      <NoticeLine />
    </div>
  )
}
