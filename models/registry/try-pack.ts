import type { Clock } from '../../main/kernel/clock.ts'
import type { Eyes, EyesState } from '../port.ts'

/** Milliseconds a pack has to load and answer its golden vectors, also on a busy machine. */
const loadMs = 60_000
const lookAgainMs = 20

/** Makes eyes on a place (active-pack.ts); the registry does not know how. */
export type StartEyes = (place: string) => Eyes

/** What a pack is loaded into, whatever it is for: eyes, or a signer. */
export type Loading = Pick<Eyes, 'state' | 'close'>

/** What became of a pack that was started: `ready`, `refused` with the check's name, or `absent`; never `starting`. */
export async function started(
  eyes: Pick<Loading, 'state'>,
  clock: Clock,
): Promise<Exclude<EyesState, { kind: 'starting' }>> {
  const until = clock.ticks() + loadMs
  for (;;) {
    const state = eyes.state()
    if (state.kind !== 'starting') return state
    if (clock.ticks() >= until) {
      const detail = `The model was not loaded within ${loadMs / 1000} s. Install it again, or an older one.`
      return { kind: 'refused', model: 'unknown', detail }
    }
    await clock.sleep(lookAgainMs)
  }
}

/** Loads the pack at a place as a station would, in a process of its own that may die of it, and lets it go again. */
export async function tryPack(
  place: string,
  { start, clock }: { readonly start: (place: string) => Loading; readonly clock: Clock },
): ReturnType<typeof started> {
  const eyes = start(place)
  try {
    return await started(eyes, clock)
  } finally {
    await eyes.close()
  }
}
