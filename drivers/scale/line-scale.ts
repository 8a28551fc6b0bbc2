import type { Clock } from '../../main/kernel/clock.ts'
import type { DeviceState } from '../../main/kernel/device.ts'
import { asFault, Fault } from '../../main/kernel/fault.ts'
import type { Line } from '../line/port.ts'
import { unlessAborted, within } from '../patience.ts'
import { createTeller } from '../teller.ts'
import { createTurns } from '../turns.ts'
import type { ScaleLanguage } from './language.ts'
import type { Scale, Weighing } from './port.ts'

/** Milliseconds: between two askings, for an answer, and until an answer is too old to be told. */
const scaleWaits = { poll: 400, answer: 1500, fresh: 2000 } as const

/** A scale that is asked over any line, again and again, so that its weight is there when somebody wants it. */
export function lineScale(line: Line, language: ScaleLanguage, clock: Clock): Scale {
  return new LineScale(line, language, clock)
}

class LineScale implements Scale {
  readonly name: string
  readonly #line: Line
  readonly #language: ScaleLanguage
  readonly #clock: Clock
  readonly #teller = createTeller()
  readonly #closed = new AbortController()
  readonly #inTurn = createTurns()
  readonly #watching: Promise<void>
  #last: { readonly weighing: Weighing; readonly ticks: number } | undefined
  #tareGrams = 0

  constructor(line: Line, language: ScaleLanguage, clock: Clock) {
    this.name = line.name
    this.#line = line
    this.#language = language
    this.#clock = clock
    line.onState((state) => this.#lineChanged(state))
    this.#watching = this.#watch()
  }

  state(): DeviceState {
    return this.#teller.state()
  }

  onState(heard: (state: DeviceState) => void): () => void {
    return this.#teller.onState(heard)
  }

  now(): Weighing | undefined {
    const gross = this.#gross()
    return gross?.kind === 'stable' ? { kind: 'stable', grams: gross.grams - this.#tareGrams } : gross
  }

  /** By the scale's own command, so that its display agrees; in here where it has none. */
  async tare(): Promise<void> {
    if (this.#line.state().kind !== 'ready') throw this.#lost('is gone')
    const moving = () => new Fault('SCALE_MOVING', `${this.name} shows no weight that lies still.`)
    const gross = this.#gross()
    if (gross?.kind !== 'stable') throw moving()
    const { tare } = this.#language
    const answer = tare ? await this.#inTurn(() => this.#dialog(tare)) : 'unknown'
    if (answer === 'moving') throw moving()
    if (typeof answer === 'object') throw this.#nonsense(answer.found)
    this.#tareGrams = answer === 'done' ? 0 : gross.grams
    // What was weighed before the scale's own tare would count it twice.
    if (answer === 'done') this.#last = undefined
  }

  async close(): Promise<void> {
    this.#closed.abort()
    this.#last = undefined
    await this.#line.close()
    await this.#watching
  }

  #gross(): Weighing | undefined {
    const last = this.#last
    const fresh = last && this.#clock.ticks() - last.ticks <= scaleWaits.fresh
    return fresh ? last.weighing : undefined
  }

  async #watch(): Promise<void> {
    const { signal } = this.#closed
    while (!signal.aborted) {
      if (this.#line.state().kind === 'ready')
        await this.#inTurn(() => this.#ask()).catch((thrown) => this.#failed(thrown))
      await this.#clock.sleep(scaleWaits.poll, signal)
    }
  }

  async #ask(): Promise<void> {
    const answer = await this.#dialog(this.#language)
    if (answer.kind === 'nonsense') throw this.#nonsense(answer.found)
    this.#last = { weighing: answer, ticks: this.#clock.ticks() }
    this.#teller.set({ kind: 'ready' })
  }

  /** Sends a command and waits for the whole of its answer. */
  async #dialog<T>({ ask, read }: { ask: string; read(text: string): T | undefined }): Promise<T> {
    const { promise, resolve } = Promise.withResolvers<T>()
    let text = ''
    const stop = this.#line.onBytes((chunk) => {
      text += Buffer.from(chunk).toString('latin1')
      const answer = read(text)
      if (answer !== undefined) resolve(answer)
    })
    try {
      await this.#line.send(Buffer.from(ask, 'latin1'), this.#closed.signal)
      const limit = { ms: scaleWaits.answer, clock: this.#clock }
      const inTime = within(promise, limit, () => this.#late(text))
      return await unlessAborted(inTime, this.#closed.signal, () => this.#lost('is closed'))
    } finally {
      stop()
    }
  }

  #late(text: string): Fault {
    if (text === '') return this.#lost('does not answer')
    return new Fault('SCALE_BAD_ANSWER', `${this.name} gave only a part of an answer.`)
  }

  #nonsense(found: string): Fault {
    return new Fault('SCALE_BAD_ANSWER', `${this.name} answered "${found}".`)
  }

  #failed(thrown: unknown): void {
    this.#last = undefined
    const { code, detail } = asFault(thrown)
    // A line that is gone has told so itself.
    if (this.#line.state().kind === 'ready' && !this.#closed.signal.aborted)
      this.#teller.set({ kind: 'lost', fault: code, detail })
  }

  #lost(what: string): Fault {
    return new Fault('SCALE_LOST', `${this.name} ${what}.`)
  }

  // An open port is not yet a scale: it is asked first.
  #lineChanged(state: DeviceState): void {
    if (state.kind === 'ready') return
    this.#last = undefined
    this.#teller.set(state)
  }
}
