import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client'
import type { StationRouter } from '../../main/api/router.ts'
import type { LaneView } from '../../main/api/views.ts'
import { until } from './until.ts'

/** A person at a station, without a browser: the same API the pages use, with a cookie of one's own. */
export interface StationClient {
  readonly api: TRPCClient<StationRouter>
  /** The view of the lane once it pleases `wanted`; throws with the last view seen when it never does. */
  laneUntil(wanted: (view: LaneView) => boolean, what: string): Promise<LaneView>
}

/** A client of the station at `url` with no one logged in yet. */
export function stationClient(url: string): StationClient {
  let cookie = ''
  const api = createTRPCClient<StationRouter>({
    links: [
      httpLink({
        url: new URL('/trpc', url).href,
        async fetch(input, init) {
          const headers = new Headers(init?.headers as HeadersInit)
          if (cookie) headers.set('cookie', cookie)
          const answer = await fetch(input, { ...(init as RequestInit), headers })
          for (const set of answer.headers.getSetCookie()) cookie = set.split(';')[0] ?? ''
          return answer
        },
      }),
    ],
  })
  return {
    api,
    laneUntil: (wanted, what) => until(() => api.lane.view.query(), wanted, what),
  }
}

/** The first admin of the tests. */
export const firstAdmin = { name: 'Admin', pin: '246810' }

/** Makes the first admin where there is none, else logs that admin in. */
export async function enterAsAdmin({ api }: StationClient): Promise<void> {
  const { firstStart } = await api.door.session.query()
  if (firstStart) await api.door.firstAdmin.mutate(firstAdmin)
  else {
    const people = await api.door.people.query()
    const admin = people.find((each) => each.name === firstAdmin.name)
    await api.door.pin.mutate({ staff: admin?.id ?? '', pin: firstAdmin.pin })
  }
}
