import type { Clock } from '../../main/kernel/clock.ts'
import type { Teller } from '../teller.ts'

/** Milliseconds between looks for a camera that is not there. */
export const lookEveryMs = 3000

/** Looks for a device at once, and again as long as it is not ready, until the signal aborts; `look` sets the state. */
export async function keepLooking(
  teller: Teller,
  look: (signal: AbortSignal) => Promise<unknown>,
  when: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<void> {
  while (!when.signal.aborted) {
    if (teller.state().kind !== 'ready') await look(when.signal).catch(() => {})
    await when.clock.sleep(lookEveryMs, when.signal)
  }
}
