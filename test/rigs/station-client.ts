import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client'
import type { StationRouter } from '../../main/api/router.ts'
import type { LaneView } from '../../main/api/views.ts'
import { until } from './until.ts'

/** A person at a station, without a browser: the same API the pages use, with a cookie of one's own. */
export interface StationClient {
  readonly api: TRPCClient<StationRouter>
  /** The view of the lane once it pleases `wanted`; throws with the last view seen when it never does. */
  laneUntil(wanted: (view: LaneView) => boolean, what: string): Promise<LaneView>
  /** Every view of the lane as the station pushes it, the present one first. */
  watchLane(signal: AbortSignal): AsyncGenerator<LaneView>
  /** Hands in a photograph as the page's own camera does. */
  upload(role: string, jpeg: Uint8Array): Promise<void>
}

/** A client of the station at `url` with no one logged in yet. */
export function stationClient(url: string): StationClient {
  let cookie = ''
  const ask = async (path: string | URL, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    if (cookie) headers.set('cookie', cookie)
    const answer = await fetch(new URL(path, url), { ...init, headers })
    for (const set of answer.headers.getSetCookie()) cookie = set.split(';')[0] ?? ''
    return answer
  }
  const api = createTRPCClient<StationRouter>({
    links: [
      httpLink({
        url: new URL('/trpc', url).href,
        fetch: (input, init) => ask(input as string, init as RequestInit),
      }),
    ],
  })
  return {
    api,
    laneUntil: (wanted, what) => until(() => api.lane.view.query(), wanted, what),
    async *watchLane(signal) {
      const answer = await ask('/trpc/lane.watch', { signal, headers: { accept: 'text/event-stream' } })
      yield* viewsIn(answer.body!)
    },
    async upload(role, jpeg) {
      const headers = { 'content-type': 'image/jpeg' }
      const answer = await ask(`/frames/${role}`, { method: 'POST', headers, body: Buffer.from(jpeg) })
      if (!answer.ok) throw new Error(`${role}: ${answer.status} ${await answer.text()}`)
    },
  }
}

/** Reads tRPC's event stream: one JSON value a `data:` line; the first says only that it is connected. */
async function* viewsIn(body: ReadableStream<Uint8Array>): AsyncGenerator<LaneView> {
  let rest = ''
  for await (const text of body.pipeThrough(
    new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>,
  )) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const value = line.startsWith('data: {') ? (JSON.parse(line.slice(6)) as Partial<LaneView>) : {}
      if (value?.state) yield value as LaneView
    }
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
