import { useSubscription } from '@trpc/tanstack-react-query'
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import type { LaneView } from '../../main/api/views.ts'
import { api } from '../kit/api.ts'

/** What the lane pushes: the newest view, and whether the station is there at all. */
export interface LaneFeed {
  readonly view: LaneView | undefined
  readonly connected: boolean
}
const FeedContext = createContext<LaneFeed>({ view: undefined, connected: true })

/** Milliseconds a page that has just been opened waits for its first view before it says that the station is not there. */
const firstViewMs = 3_000
/** Milliseconds until a feed that was refused, and so would stay silent for ever, is asked for again. */
const askAgainMs = 3_000

/** One subscription for the strip and the lane alike; it reconnects by itself. */
export function LaneFeedProvider({ children }: { children: ReactNode }) {
  const { status, data, reset } = useSubscription(api.lane.watch.subscriptionOptions())
  // Asked for again it forgets what it had; the page keeps what the lane showed last.
  const last = useRef<LaneView>(undefined)
  if (data) last.current = data
  const view = last.current
  const overdue = useOverdue(view === undefined)
  useEffect(() => {
    if (status !== 'error' && status !== 'idle') return
    const timer = setTimeout(reset, askAgainMs)
    return () => clearTimeout(timer)
  }, [status, reset])
  const connected = status === 'pending' || (view === undefined && !overdue)
  return <FeedContext value={{ view, connected }}>{children}</FeedContext>
}

/** Whether what is awaited has not come in the time a page takes to get it. */
function useOverdue(awaited: boolean): boolean {
  const [overdue, setOverdue] = useState(false)
  useEffect(() => {
    setOverdue(false)
    if (!awaited) return
    const timer = setTimeout(setOverdue, firstViewMs, true)
    return () => clearTimeout(timer)
  }, [awaited])
  return overdue
}

export function useLaneFeed(): LaneFeed {
  return useContext(FeedContext)
}
