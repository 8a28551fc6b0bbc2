import type { Clock } from '../../main/kernel/clock.ts'

/** A clock a test moves by hand: `pass` lets time go by, `jump` moves the wall clock only, as a bad NTP answer would. */
export interface HandClock extends Clock {
  pass(ms: number): void
  jump(ms: number): void
}

/** A clock that stands at `start` (milliseconds since the epoch, default 2026-01-01T12:00Z) until it is moved. */
export function handClock(start = 1_767_268_800_000): HandClock {
  let wall = start
  let steady = 0
  const sleepers = new Set<{ readonly due: number; readonly wake: () => void }>()
  return {
    now: () => wall,
    ticks: () => steady,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve()
        const sleeper = {
          due: steady + ms,
          wake: () => {
            sleepers.delete(sleeper)
            resolve()
          },
        }
        sleepers.add(sleeper)
        signal?.addEventListener('abort', sleeper.wake, { once: true })
      }),
    pass(ms) {
      wall += ms
      steady += ms
      for (const sleeper of [...sleepers]) if (sleeper.due <= steady) sleeper.wake()
    },
    jump(ms) {
      wall += ms
    },
  }
}
