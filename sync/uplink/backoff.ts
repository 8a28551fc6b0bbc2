import type { RandomBytes } from '../../main/kernel/ids.ts'

/** First step and cap of the wait between tries, in milliseconds. */
export const backoff = { firstMs: 1_000, capMs: 300_000 } as const

/**
 * Milliseconds to wait after the `failures`th failure in a row (1, 2, …): anything from nothing to a bound that doubles
 * up to the cap. The full jitter keeps a hundred stations from coming back at the same moment.
 */
export function backoffMs(failures: number, random: RandomBytes): number {
  const bound = Math.min(backoff.capMs, backoff.firstMs * 2 ** Math.min(failures - 1, 30))
  const [a = 0, b = 0, c = 0, d = 0] = random(4)
  return Math.round((bound * (((a * 256 + b) * 256 + c) * 256 + d)) / 4_294_967_296)
}
