import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ReviewFilter } from '../../main/api/desk.ts'
import { api, client } from '../kit/api.ts'

export type QueueFilter = Omit<ReviewFilter, 'after' | 'limit'>

/** Rows a request brings; the list asks for more when its end comes near. */
const PAGE = 200
/** The lane and other supervisors change the list: look again this often, in milliseconds. */
const LOOK_AGAIN_MS = 15_000
/** Who has scrolled further than this many pages is reading, and is not disturbed by a reload of them all. */
const RELOADED_PAGES = 2

/** Why a list is empty: nothing fits what was asked for, nothing waits, or nothing was ever recorded. */
export function whyEmpty({ which, ...narrowed }: QueueFilter) {
  if (Object.keys(narrowed).length > 0) return 'review.noneFits'
  return which === 'open' ? 'review.nothing' : 'history.none'
}

/** The rows that pass a filter, newest first, page by page. */
export function useQueue(filter: QueueFilter) {
  const pages = useInfiniteQuery({
    queryKey: [...api.review.pathKey(), 'queue', filter],
    queryFn: ({ pageParam, signal }) =>
      client.review.list.query(
        { ...filter, ...(pageParam ? { after: pageParam } : {}), limit: PAGE },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) =>
      (state.data?.pages.length ?? 0) > RELOADED_PAGES ? false : LOOK_AGAIN_MS,
    placeholderData: (before) => before,
  })
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data])
  return {
    rows,
    /** How many wait; undefined while nobody knows. */
    open: pages.data?.pages[0]?.open,
    error: pages.error,
    loading: pages.isPending,
    /** Asks for the next page unless there is none or one is on its way. */
    more: () => {
      if (pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage()
    },
  }
}
export type Queue = ReturnType<typeof useQueue>
