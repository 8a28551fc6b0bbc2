import { useSubscription } from '@trpc/tanstack-react-query'
import { createContext, type ReactNode, useContext } from 'react'
import type { LaneView } from '../../main/api/views.ts'
import { api } from '../kit/api.ts'

/** What the lane pushes: the newest view, and whether the station is there at all. */
export interface LaneFeed {
  readonly view: LaneView | undefined
  readonly connected: boolean
}
const FeedContext = createContext<LaneFeed>({ view: undefined, connected: false })

/** One subscription for the strip and the lane alike; it reconnects by itself. */
export function LaneFeedProvider({ children }: { children: ReactNode }) {
  const feed = useSubscription(api.lane.watch.subscriptionOptions())
  const connected = feed.status === 'pending'
  return <FeedContext value={{ view: feed.data, connected }}>{children}</FeedContext>
}

export function useLaneFeed(): LaneFeed {
  return useContext(FeedContext)
}
