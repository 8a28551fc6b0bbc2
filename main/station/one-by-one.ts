/** Work that may wait, done one after the other; what comes while too much waits is left out. The work itself never throws. */
export class OneByOne<T> {
  readonly #most: number
  readonly #work: (next: T) => Promise<void>
  readonly #waiting: T[] = []
  #running: Promise<void> | undefined
  #closed = false

  constructor(most: number, work: (next: T) => Promise<void>) {
    this.#most = most
    this.#work = work
  }

  get closed(): boolean {
    return this.#closed
  }

  /** Returns at once. */
  add(next: T): void {
    if (this.#closed || this.#waiting.length >= this.#most) return
    this.#waiting.push(next)
    this.#running ??= this.#run()
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    await this.#running
  }

  /** What waits is left out. `idle()` tells when what runs is done. */
  close(): void {
    this.#closed = true
    this.#waiting.length = 0
  }

  async #run(): Promise<void> {
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) await this.#work(next)
    this.#running = undefined
  }
}
