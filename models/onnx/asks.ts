import type { Clock } from '../../main/kernel/clock.ts'
import type { Answer, Ask, ToOwner } from './messages.ts'

/** Milliseconds an owner has to leave a question nobody waits for any more, before it is killed. */
const graceMs = 1_000

/** How a question ends when the owner does not answer it. */
export interface Otherwise {
  readonly deadlineMs: number
  readonly late: () => Answer
  readonly fallen: (how: string) => Answer
}

interface Waiting {
  readonly id: number
  readonly ask: Ask
  readonly otherwise: Otherwise
  readonly answered: AbortController
  readonly settle: (answer: Answer) => void
}

/** The owner as the questions see it. */
export interface Asked {
  tell(message: ToOwner): void
  kill(): void
}

/** Questions to the owner, one at a time in the order they came, each answered by its deadline whatever happens. */
export class Asks {
  readonly #clock: Clock
  readonly #owner: () => Asked
  readonly #queue: Waiting[] = []
  #current: Waiting | undefined
  #open = false
  #lastId = 0

  constructor(clock: Clock, owner: () => Asked) {
    this.#clock = clock
    this.#owner = owner
  }

  /** Never rejects. */
  put(ask: Ask, otherwise: Otherwise): Promise<Answer> {
    if (otherwise.deadlineMs <= 0) return Promise.resolve(otherwise.late())
    return new Promise((settle) => {
      const waiting = { id: ++this.#lastId, ask, otherwise, answered: new AbortController(), settle }
      this.#queue.push(waiting)
      void this.#keepDeadline(waiting)
      this.#next()
    })
  }

  /** The owner is up and listens. */
  opened(): void {
    this.#open = true
    this.#next()
  }

  answered(id: number, answer: Answer): void {
    if (this.#current?.id !== id) return
    this.#finish(this.#current, answer)
    this.#current = undefined
    this.#next()
  }

  /** The owner is gone: what it was working on has fallen; what waits goes on waiting for the next owner. */
  ended(how: string): void {
    this.#open = false
    if (this.#current) this.#finish(this.#current, this.#current.otherwise.fallen(how))
    this.#current = undefined
  }

  /** Ends everything, now and later, with `how`. */
  closed(how: string): void {
    this.ended(how)
    for (const waiting of this.#queue.splice(0)) this.#finish(waiting, waiting.otherwise.fallen(how))
  }

  #next(): void {
    if (!this.#open || this.#current) return
    this.#current = this.#queue.shift()
    if (this.#current) this.#owner().tell({ kind: 'ask', id: this.#current.id, ask: this.#current.ask })
  }

  #finish(waiting: Waiting, answer: Answer): void {
    waiting.settle(answer)
    waiting.answered.abort()
  }

  async #keepDeadline(waiting: Waiting): Promise<void> {
    const { signal } = waiting.answered
    await this.#clock.sleep(waiting.otherwise.deadlineMs, signal)
    if (signal.aborted) return
    waiting.settle(waiting.otherwise.late())
    if (this.#current !== waiting) {
      this.#queue.splice(this.#queue.indexOf(waiting), 1)
      return
    }
    // asked to stop first: loading the model again takes longer than the rest of one view
    this.#owner().tell({ kind: 'give-up', id: waiting.id })
    await this.#clock.sleep(graceMs, signal)
    if (this.#current === waiting) this.#owner().kill()
  }
}
