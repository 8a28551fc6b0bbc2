import type { Clock } from '../../main/kernel/clock.ts'

/** This machine's clock. With `hurry`, sleeps last that many times less long than asked. */
export function realClock(hurry = 1): Clock {
  return {
    now: () => Date.now(),
    ticks: () => performance.now(),
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve()
        const timer = setTimeout(resolve, ms / hurry)
        signal?.addEventListener('abort', () => {
          clearTimeout(timer)
          resolve()
        })
      }),
  }
}
