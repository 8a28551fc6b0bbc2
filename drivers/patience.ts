import type { Clock } from '../main/kernel/clock.ts'
import type { Fault } from '../main/kernel/fault.ts'

/** The work's result, or `late()` thrown when it is not there after `ms` milliseconds. */
export async function within<T>(
  work: Promise<T>,
  limit: { readonly ms: number; readonly clock: Clock },
  late: () => Fault,
): Promise<T> {
  const over = new AbortController()
  const timer = limit.clock.sleep(limit.ms, over.signal).then(() => {
    throw late()
  })
  try {
    return await Promise.race([work, timer])
  } finally {
    over.abort()
  }
}

/** The work's result, or `gone()` thrown as soon as the signal aborts; what the work does later is ignored. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal, gone: () => Fault): Promise<T> {
  let stop = () => {}
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(gone())
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** Milliseconds between lives of something that comes and goes: the first wait, doubled after each failure up to the longest. */
export interface Waits {
  readonly first: number
  readonly longest: number
}

/** Lives one life after the other until the signal aborts; `life` tells whether there was one, which makes the waits short again. */
export async function liveAgain(
  life: () => Promise<boolean>,
  { first, longest }: Waits,
  { clock, over }: { readonly clock: Clock; readonly over: AbortSignal },
): Promise<void> {
  let wait = first
  while (!over.aborted) {
    if (await life()) wait = first
    await clock.sleep(wait, over)
    wait = Math.min(wait * 2, longest)
  }
}
