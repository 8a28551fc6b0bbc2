import type { Clock } from '../kernel/clock.ts'
import { Fault } from '../kernel/fault.ts'

/** Wrong tries a minute after which log-in pauses (five, as Frigate's default limits a minute). */
const triesAMinute = 5
const minuteMs = 60_000

/** Slows down guessing: five wrong tries within a minute close one person's log-in for the rest of it. */
export class Lockout {
  readonly #clock: Clock
  readonly #failures = new Map<string, number[]>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Throws LOGIN_LOCKED while too many tries failed. */
  check(subject: string): void {
    if (this.#recent(subject).length >= triesAMinute) {
      throw new Fault('LOGIN_LOCKED', `${triesAMinute} wrong tries within a minute`)
    }
  }

  failed(subject: string): void {
    this.#failures.set(subject, [...this.#recent(subject), this.#clock.ticks()])
  }

  passed(subject: string): void {
    this.#failures.delete(subject)
  }

  #recent(subject: string): number[] {
    const from = this.#clock.ticks() - minuteMs
    return (this.#failures.get(subject) ?? []).filter((at) => at > from)
  }
}
