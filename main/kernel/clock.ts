/** Time as an input: only main/station makes a real one, so tests can stop, step and jump it. */
export interface Clock {
  /** Milliseconds since the Unix epoch, UTC. May jump; use `ticks` for durations. */
  now(): number
  /** Milliseconds from an arbitrary start; never goes back. */
  ticks(): number
  /** Resolves after `ms` milliseconds, or at once when the signal aborts. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}
