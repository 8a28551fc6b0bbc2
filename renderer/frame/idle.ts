/** What happens to a person who does nothing: nothing, a word of warning, the way out. */
export type IdleStep = 'stay' | 'warn' | 'leave'

/** How long before the way out the warning comes, in milliseconds. */
const WARN_MS = 60_000

/** Everything the decision rests on; times in milliseconds since the epoch. */
export interface Idle {
  readonly now: number
  /** The last touch, key or scan on this screen, or the last time an item was on the lane it works at. */
  readonly last: number
  /** Undefined: never. */
  readonly minutes: number | undefined
  readonly working: boolean
}

/** Whether it is time to log a person out. While an item is worked on, never. */
export function idleStep({ now, last, minutes, working }: Idle): IdleStep {
  if (minutes === undefined || working) return 'stay'
  const left = last + minutes * 60_000 - now
  if (left <= 0) return 'leave'
  return left <= WARN_MS ? 'warn' : 'stay'
}

/** Whether this page may be the one that works at the lane: the kiosk's own, or any that shows the lane. */
export function worksAtLane(host: string, screen: string): boolean {
  return screen === 'lane' || ['localhost', '127.0.0.1', '[::1]'].includes(host)
}
