import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { SessionView, StaffView } from '../main/api/views.ts'
import { DoorScreen } from './door/door-screen.tsx'
import { FirstStart, FirstStartElsewhere } from './door/first-start.tsx'
import { Frame } from './frame/frame.tsx'
import { LaneFeedProvider } from './frame/lane-feed.tsx'
import { screenFor } from './frame/nav.tsx'
import { useInputTime } from './frame/use-idle.ts'
import { HealthScreen } from './health/health-screen.tsx'
import { HistoryScreen } from './history/history-screen.tsx'
import { api } from './kit/api.ts'
import { suggestLanguage } from './kit/i18n.ts'
import { type Screen, useRoute } from './kit/route.ts'
import { Waiting } from './kit/waiting.tsx'
import { LaneScreen } from './lane/lane-screen.tsx'
import { LearningScreen } from './learning/learning-screen.tsx'
import { ModelsScreen } from './models/models-screen.tsx'
import { ReviewScreen } from './review/review-screen.tsx'
import { SetupScreen } from './setup/setup-screen.tsx'
import { TeachScreen } from './teach/teach-screen.tsx'

/** How often a page that has no session asks again, in milliseconds: a station that starts is found by itself. */
const ASK_AGAIN_MS = 2_000

/** The station's pages: the door until somebody is logged in, then the screen the address names. */
export function App() {
  const session = useQuery(
    api.door.session.queryOptions(undefined, {
      refetchInterval: (query) => (query.state.error ? ASK_AGAIN_MS : false),
    }),
  )
  useInputTime()
  const locale = session.data?.locale
  useEffect(() => {
    if (locale) suggestLanguage(locale)
  }, [locale])
  if (!session.data) return <Waiting error={session.error} />
  if (session.data.firstStart) return session.data.local ? <FirstStart /> : <FirstStartElsewhere />
  if (!session.data.user) return <DoorScreen station={session.data.station} />
  return <LoggedIn session={session.data} user={session.data.user} />
}

function LoggedIn({ session, user }: { session: SessionView; user: StaffView }) {
  const { station, idleMinutes } = session
  const route = useRoute()
  const screen = screenFor(user.role, route.screen)
  return (
    <LaneFeedProvider>
      <Frame
        user={user}
        idleMinutes={idleMinutes}
        station={`${station.site} · ${station.name}`}
        screen={screen}
      >
        <ScreenOf screen={screen} detail={route.detail} />
      </Frame>
    </LaneFeedProvider>
  )
}

function ScreenOf({ screen, detail }: { screen: Screen; detail: string | undefined }) {
  switch (screen) {
    case 'lane':
      return <LaneScreen />
    case 'history':
      return <HistoryScreen />
    case 'review':
      return <ReviewScreen id={detail} />
    case 'health':
      return <HealthScreen />
    case 'setup':
      return <SetupScreen />
    case 'teach':
      return <TeachScreen sku={detail} />
    case 'models':
      return <ModelsScreen />
    case 'learning':
      return <LearningScreen />
  }
}
