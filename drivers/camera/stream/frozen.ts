/** As many equal pictures at least, so that a slow camera is not called frozen for one repeated picture. */
const leastEqual = 5

/** Tells a camera that hangs: a sensor's noise makes no two pictures alike, byte by byte, for long. */
export class FrozenWatch {
  readonly #frozenMs: number
  #last: { readonly bytes: Uint8Array; readonly since: number; readonly equal: number } | undefined
  #frozen = false

  constructor(frozenMs: number) {
    this.#frozenMs = frozenMs
  }

  /** Whether this picture, come at `at`, is one of a camera that hangs; the first other picture ends that. */
  saw(bytes: Uint8Array, at: number): boolean {
    const last = this.#last
    if (!last || Buffer.compare(last.bytes, bytes) !== 0) {
      this.#last = { bytes, since: at, equal: 1 }
      this.#frozen = false
      return false
    }
    this.#last = { ...last, equal: last.equal + 1 }
    this.#frozen ||= this.#last.equal >= leastEqual && at - last.since >= this.#frozenMs
    return this.#frozen
  }
}
