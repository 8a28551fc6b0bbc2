import type { Clock } from '../../main/kernel/clock.ts'
import type { DeviceState } from '../../main/kernel/device.ts'
import { Fault } from '../../main/kernel/fault.ts'
import { liveAgain, unlessAborted, within } from '../patience.ts'
import { createTeller } from '../teller.ts'
import type { Connection } from './connection.ts'
import { nodeId } from './node-id.ts'
import { type LineFaults, oneLine } from './open-failure.ts'
import type { Line } from './port.ts'

/** Milliseconds between tries to open a port: the first wait, doubled at each failure up to the longest. */
export const reopenWait = { first: 250, longest: 5000 } as const

/** Milliseconds between looks whether the device node is still the one that was opened. */
const lookEveryMs = 1000

/** Milliseconds a device may take none of the bytes sent to it, on top of what its wire needs. */
const stallMs = 10_000

/** A wire to keep open: how it is opened, and what is said about it. */
export interface Wire {
  readonly name: string
  /** Where the device is, for sentences: a path, or host and port. */
  readonly where: string
  readonly faults: LineFaults
  /** Bits a second the wire surely carries. */
  readonly slowest: number
  /** One life of the wire; rejects when it does not open. */
  connect(heard: (chunk: Uint8Array) => void): Promise<Connection>
  /** What a failure to open means. */
  failure(thrown: Error): DeviceState | Promise<DeviceState>
}

/** A wire that is kept open: opened, watched, and opened again after it was lost. */
export function keepLine(wire: Wire, clock: Clock): Line {
  return new KeptLine(wire, clock)
}

class KeptLine implements Line {
  readonly name: string
  readonly #wire: Wire
  readonly #clock: Clock
  readonly #teller = createTeller()
  readonly #listeners = new Set<(chunk: Uint8Array) => void>()
  readonly #closed = new AbortController()
  readonly #running: Promise<void>
  #connection: Connection | undefined

  constructor(wire: Wire, clock: Clock) {
    this.name = wire.name
    this.#wire = wire
    this.#clock = clock
    this.#running = liveAgain(() => this.#openAndLive(), reopenWait, { clock, over: this.#closed.signal })
  }

  state(): DeviceState {
    return this.#teller.state()
  }

  onState(heard: (state: DeviceState) => void): () => void {
    return this.#teller.onState(heard)
  }

  onBytes(heard: (chunk: Uint8Array) => void): () => void {
    this.#listeners.add(heard)
    return () => this.#listeners.delete(heard)
  }

  async send(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    const open = this.#connection
    if (!open || this.#closed.signal.aborted) throw this.#gone('is not connected')
    const limit = { ms: (bytes.length * 10_000) / this.#wire.slowest + stallMs, clock: this.#clock }
    try {
      const written = within(open.write(bytes), limit, () => this.#gone('takes no data'))
      await unlessAborted(written, signal, () => this.#gone('was not waited for'))
    } catch (thrown) {
      // Dropped, so that the rest of these bytes can never come out later.
      void open.close()
      if (thrown instanceof Fault) throw thrown
      throw this.#gone(`went away while it was written to: ${oneLine(String(thrown))}`)
    }
  }

  async close(): Promise<void> {
    this.#closed.abort()
    await this.#connection?.close()
    await this.#running
  }

  async #openAndLive(): Promise<boolean> {
    await this.#openOnce()
    const connection = this.#connection
    if (connection) await this.#live(connection)
    return connection !== undefined
  }

  async #openOnce(): Promise<void> {
    try {
      this.#connection = await this.#wire.connect((chunk) => this.#hear(chunk))
    } catch (thrown) {
      this.#teller.set(await this.#wire.failure(thrown instanceof Error ? thrown : new Error(String(thrown))))
    }
  }

  async #live(connection: Connection): Promise<void> {
    if (this.#closed.signal.aborted) await connection.close()
    else this.#teller.set({ kind: 'ready' })
    const over = new AbortController()
    void this.#watchNode(connection, over.signal)
    const why = await connection.ended
    over.abort()
    this.#connection = undefined
    const detail = `${this.#wire.where} went away: ${oneLine(why)}.`
    this.#teller.set({ kind: 'lost', fault: this.#wire.faults.lost, detail })
  }

  /**
   * Closes the connection when its device node has gone. serialport does not always tell: a cable pulled while it
   * reads makes every read end with no bytes, which it repeats for ever (bindings-cpp issue 162; seen with 13.0.0).
   */
  async #watchNode(connection: Connection, over: AbortSignal): Promise<void> {
    const { node } = connection
    const opened = node && (await nodeId(node))
    while (node && opened !== undefined && !over.aborted) {
      await this.#clock.sleep(lookEveryMs, over)
      if (!over.aborted && (await nodeId(node)) !== opened) await connection.close('unplugged')
    }
  }

  #hear(chunk: Uint8Array): void {
    for (const heard of [...this.#listeners]) heard(chunk)
  }

  #gone(what: string): Fault {
    return new Fault(this.#wire.faults.lost, `${this.name} at ${this.#wire.where} ${what}.`)
  }
}
