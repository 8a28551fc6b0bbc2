import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import type { StationRouter } from '../../main/api/router.ts'
import { faultOf } from './fault-of.ts'
import { notify } from './notices.ts'

const url = '/trpc'

/** Calls to the station this page came from. */
export const client = createTRPCClient<StationRouter>({
  links: [
    splitLink({
      condition: (op) => op.type === 'subscription',
      true: httpSubscriptionLink({ url }),
      false: httpBatchLink({ url }),
    }),
  ],
})

/** A refused session shows the door: the session is asked for again, and says who is there. */
function turnedAway(error: unknown): void {
  if (faultOf(error).code === 'NOT_LOGGED_IN') void queries.invalidateQueries(api.door.session.queryFilter())
}

export const queries = new QueryClient({
  queryCache: new QueryCache({ onError: turnedAway }),
  mutationCache: new MutationCache({
    onError: (error, _input, _context, mutation) => {
      turnedAway(error)
      // A form that shows its own refusal says `meta: { quiet: true }`.
      if (!mutation.meta?.quiet) notify({ fault: faultOf(error) })
    },
  }),
  defaultOptions: {
    queries: { retry: 1, refetchOnWindowFocus: true, staleTime: 1_000, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
})

export const api = createTRPCOptionsProxy<StationRouter>({ client, queryClient: queries })
