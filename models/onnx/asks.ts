import type { Clock } from '../../main/kernel/clock.ts'
import type { Answer, Ask, ToOwner } from './messages.ts'

/** Milliseconds an owner has to leave a question nobody waits for any more, before it is killed. */
const graceMs = 1_000

/** Questions that cost next to nothing: an owner that answers one late is busy with an item, and its beats tell whether it hangs. */
const light: ReadonlySet<Ask['kind']> = new Set(['head', 'grade'])

/** Questions of a kind an owner has at once: one item to judge, and the views of a rig, which it decodes as its cores allow. */
const atOnce: Readonly<Record<Ask['kind'], number>> = {
  infer: 1,
  // the next view is made ready while the network runs on the one before
  compare: 2,
  measure: 5,
  features: 1,
  grade: 1,
  head: 1,
}

/** Kinds of which the owner works on one at a time: the ones asked after it are only made ready. */
const inTurn: ReadonlySet<Ask['kind']> = new Set(['compare'])

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

/** Questions to the owner, of each kind in the order they came, each answered by its deadline whatever happens. */
export class Asks {
  readonly #clock: Clock
  readonly #owner: () => Asked
  readonly #queue: Waiting[] = []
  readonly #asked = new Map<number, Waiting>()
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
    const waiting = this.#asked.get(id)
    if (!waiting) return
    this.#asked.delete(id)
    this.#finish(waiting, answer)
    this.#next()
  }

  /** The owner is gone: what it was working on has fallen; what waits, or was only made ready, goes on waiting for the next owner. */
  ended(how: string): void {
    this.#open = false
    const asked = [...this.#asked.values()]
    const ready = asked.filter((waiting) => this.#isOnlyReady(waiting))
    this.#asked.clear()
    this.#queue.unshift(...ready)
    for (const waiting of asked)
      if (!ready.includes(waiting)) this.#finish(waiting, waiting.otherwise.fallen(how))
  }

  /** Ends everything, now and later, with `how`. */
  closed(how: string): void {
    this.ended(how)
    for (const waiting of this.#queue.splice(0)) this.#finish(waiting, waiting.otherwise.fallen(how))
  }

  #next(): void {
    if (!this.#open) return
    for (const waiting of [...this.#queue]) {
      const { id, ask } = waiting
      const busy = [...this.#asked.values()].filter((one) => one.ask.kind === ask.kind).length
      if (busy >= atOnce[ask.kind]) continue
      this.#queue.splice(this.#queue.indexOf(waiting), 1)
      this.#asked.set(id, waiting)
      this.#owner().tell({ kind: 'ask', id, ask })
    }
  }

  /** Whether the owner will work on it only after another that it was asked before. */
  #isOnlyReady(waiting: Waiting): boolean {
    const { kind } = waiting.ask
    return inTurn.has(kind) && [...this.#asked.values()].find((one) => one.ask.kind === kind) !== waiting
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
    if (!this.#asked.has(waiting.id)) {
      this.#queue.splice(this.#queue.indexOf(waiting), 1)
      return
    }
    // asked to stop first: loading the model again takes longer than the rest of one view
    this.#owner().tell({ kind: 'give-up', id: waiting.id })
    if (light.has(waiting.ask.kind)) return
    await this.#clock.sleep(graceMs, signal)
    // the one that it waits for has a deadline of its own
    if (this.#asked.has(waiting.id) && !this.#isOnlyReady(waiting)) this.#owner().kill()
  }
}
