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
