import type { Clock } from '../../main/kernel/clock.ts'
import type { DeviceState } from '../../main/kernel/device.ts'
import { asFault, Fault } from '../../main/kernel/fault.ts'
import type { Line } from '../line/port.ts'
import { within } from '../patience.ts'
import { createTeller } from '../teller.ts'
import type { Signal, SignalLamp, SignalLook } from './port.ts'

/** Which relay switches which lamp; a board without a buzzer has none. */
export interface Relays {
  readonly green: number
  readonly amber: number
  readonly red: number
  readonly buzzer?: number
}

/** Milliseconds: for an answer, of the buzzer, of a lamp that is tried out, and between tries at a light that does not answer. */
const signalWaits = { answer: 1000, buzz: 400, tried: 2000, retry: 2000 } as const

/** A lamp somebody wants to see, and who waits for it. */
interface Tried {
  readonly lamp: SignalLamp
  readonly lit: () => void
  readonly failed: (why: Fault) => void
}

/** A light behind a relay board at the end of a line. */
export function relaySignal(line: Line, relays: Relays, clock: Clock): Signal {
  return new RelaySignal(line, relays, clock)
}

class RelaySignal implements Signal {
  readonly name: string
  readonly #line: Line
  readonly #relays: Relays
  readonly #clock: Clock
  readonly #teller = createTeller()
  readonly #closed = new AbortController()
  readonly #working: Promise<void>
  #wanted: SignalLook = 'off'
  /** What the board is known to show; undefined after it was away. */
  #shown: SignalLook | undefined
  #wake = new AbortController()
  #tried: Tried | undefined

  constructor(line: Line, relays: Relays, clock: Clock) {
    this.name = line.name
    this.#line = line
    this.#relays = relays
    this.#clock = clock
    line.onState((state) => this.#lineChanged(state))
    this.#working = this.#work()
  }

  state(): DeviceState {
    return this.#teller.state()
  }

  onState(heard: (state: DeviceState) => void): () => void {
    return this.#teller.onState(heard)
  }

  show(look: SignalLook): void {
    this.#wanted = look
    this.#wake.abort()
  }

  tryOut(lamp: SignalLamp): Promise<void> {
    this.#tried?.failed(this.#lost('is tried out with another lamp'))
    return new Promise((lit, failed) => {
      this.#tried = { lamp, lit, failed }
      this.#wake.abort()
    })
  }

  async close(): Promise<void> {
    if (!this.#closed.signal.aborted) {
      this.#closed.abort()
      this.#wake.abort()
      await this.#working
      this.#tried?.failed(this.#lost('is closed'))
      await this.#light('off').catch(() => {})
    }
    await this.#line.close()
  }

  async #work(): Promise<void> {
    const { signal } = this.#closed
    while (!signal.aborted) {
      this.#wake = new AbortController()
      await this.#tryLamp()
      const fine = await this.#catchUp()
      if (fine && this.#shown !== this.#wanted) continue
      const either = AbortSignal.any([this.#wake.signal, signal])
      await this.#clock.sleep(fine ? 3_600_000 : signalWaits.retry, either)
    }
  }

  /** Lights the lamp somebody wants to see; what is wanted else is shown after it. */
  async #tryLamp(): Promise<void> {
    const tried = this.#tried
    if (!tried) return
    this.#tried = undefined
    try {
      if (this.#line.state().kind !== 'ready') throw this.#lost('is away')
      const relay = this.#relays[tried.lamp]
      if (relay === undefined) throw this.#lost(`has no ${tried.lamp}`)
      this.#shown = undefined
      await this.#light('off')
      await this.#tell(`relay on ${relay}`)
      tried.lit()
      await this.#clock.sleep(
        tried.lamp === 'buzzer' ? signalWaits.buzz : signalWaits.tried,
        this.#closed.signal,
      )
    } catch (thrown) {
      tried.failed(thrown instanceof Fault ? thrown : this.#lost(asFault(thrown).detail))
    }
  }

  /** Makes the board show what is wanted; false when it could not be reached. */
  async #catchUp(): Promise<boolean> {
    if (this.#line.state().kind !== 'ready') return false
    const look = this.#wanted
    if (look === this.#shown) return true
    const before = this.#shown
    try {
      await this.#light(look)
      this.#shown = look
      this.#teller.set({ kind: 'ready' })
      if (before !== undefined && (look === 'asks' || look === 'stopped')) await this.#buzz()
      return true
    } catch (thrown) {
      this.#shown = undefined
      const { code, detail } = asFault(thrown)
      if (this.#line.state().kind === 'ready') this.#teller.set({ kind: 'lost', fault: code, detail })
      return false
    }
  }

  async #light(look: SignalLook): Promise<void> {
    const { green, amber, red, buzzer } = this.#relays
    const lamp = { ready: green, asks: amber, stopped: red, off: undefined }[look]
    const dark = [green, amber, red, buzzer].filter((relay) => relay !== undefined && relay !== lamp)
    for (const relay of dark) await this.#tell(`relay off ${relay}`)
    if (lamp !== undefined) await this.#tell(`relay on ${lamp}`)
  }

  async #buzz(): Promise<void> {
    const { buzzer } = this.#relays
    if (buzzer === undefined) return
    await this.#tell(`relay on ${buzzer}`)
    await this.#clock.sleep(signalWaits.buzz, this.#closed.signal)
    await this.#tell(`relay off ${buzzer}`)
  }

  /** One command, answered by the board's prompt. */
  async #tell(command: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    promise.catch(() => {})
    const stopHearing = this.#line.onBytes((chunk) => {
      if (Buffer.from(chunk).includes('>')) resolve()
    })
    const stopWatching = this.#line.onState(() => reject(this.#lost('went away')))
    const limit = { ms: signalWaits.answer, clock: this.#clock }
    try {
      await this.#line.send(Buffer.from(`${command}\r`), new AbortController().signal)
      await within(promise, limit, () => this.#lost(`does not answer to "${command}"`))
    } finally {
      stopHearing()
      stopWatching()
    }
  }

  #lost(what: string): Fault {
    return new Fault('SIGNAL_LOST', `${this.name} ${what}.`)
  }

  #lineChanged(state: DeviceState): void {
    this.#shown = undefined
    if (state.kind !== 'ready') this.#teller.set(state)
    this.#wake.abort()
  }
}
