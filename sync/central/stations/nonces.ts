/** Most nonces kept; only enrolled stations can add any. */
const most = 100_000

/** Remembers nonces for as long as a signature is taken, so that a recorded request cannot be sent again. */
export class Nonces {
  readonly #keepMs: number
  readonly #seen = new Map<string, number>()

  constructor(keepMs: number) {
    this.#keepMs = keepMs
  }

  /** True the first time; `now` in milliseconds. */
  isFresh(nonce: string, now: number): boolean {
    for (const [old, at] of this.#seen) {
      if (now - at <= this.#keepMs && this.#seen.size <= most) break
      this.#seen.delete(old)
    }
    if (this.#seen.has(nonce)) return false
    this.#seen.set(nonce, now)
    return true
  }
}
