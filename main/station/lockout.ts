import type { Clock } from '../kernel/clock.ts'
import { Fault } from '../kernel/fault.ts'

/** Wrong tries in a row after which log-in pauses (five, as Frigate's default limits a minute). */
const triesInARow = 5
/** The first pause, in milliseconds; each one after it is twice as long, up to an hour. */
const firstPauseMs = 60_000
const longestPauseMs = 3600_000
/** Tries so long ago say nothing any more. */
const forgetMs = 24 * 3600_000

interface Tries {
  readonly wrong: number
  readonly at: number
  /** Until then, in ticks, no try is taken. */
  readonly until: number
}

/**
 * Slows down guessing: every fifth wrong try in a row closes a log-in for a while, each time for twice as long. Of four digits
 * 145 can be tried in the first day and 120 in each one after.
 */
export class Lockout {
  readonly #clock: Clock
  readonly #tries = new Map<string, Tries>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Counts a try, before it is known whether it is right: many at once are no way around. Throws LOGIN_LOCKED during a pause. */
  begin(subject: string): void {
    const now = this.#clock.ticks()
    this.#forget(now)
    const { wrong, until } = this.#tries.get(subject) ?? { wrong: 0, until: now }
    if (until > now) {
      const seconds = Math.ceil((until - now) / 1000)
      throw new Fault('LOGIN_LOCKED', `${wrong} wrong tries in a row; the next one is taken in ${seconds} s`)
    }
    this.#tries.set(subject, { wrong: wrong + 1, at: now, until: now + pauseMs(wrong + 1) })
  }

  /** The try was right: the wrong ones before it are forgotten. */
  passed(subject: string): void {
    this.#tries.delete(subject)
  }

  #forget(now: number): void {
    for (const [subject, { at }] of this.#tries) if (now - at > forgetMs) this.#tries.delete(subject)
  }
}

function pauseMs(wrong: number): number {
  if (wrong % triesInARow !== 0) return 0
  return Math.min(longestPauseMs, firstPauseMs * 2 ** (wrong / triesInARow - 1))
}
