import type { Clock } from '../../main/kernel/clock.ts'
import type { DeviceState } from '../../main/kernel/device.ts'
import { Fault } from '../../main/kernel/fault.ts'
import { unlessAborted, within } from '../patience.ts'
import { createTeller } from '../teller.ts'
import { type Connection, connect, type MakeStream, realStream } from './connection.ts'
import { nodeId } from './node-id.ts'
import { type LineFaults, oneLine, openFailure } from './open-failure.ts'
import type { Line } from './port.ts'

/** Milliseconds between tries to open a port: the first wait, doubled at each failure up to the longest. */
export const reopenWait = { first: 250, longest: 5000 } as const

/** Milliseconds between looks whether the device node is still the one that was opened. */
const lookEveryMs = 1000

/** Milliseconds a device may take none of the bytes sent to it, on top of what the baud rate needs. */
const stallMs = 10_000

export interface SerialLineOptions {
  readonly name: string
  readonly path: string
  readonly baudRate: number
  /** Obey XOFF from the device. */
  readonly xon: boolean
  readonly faults: LineFaults
  /** Tests give serialport's mock here. */
  readonly makeStream?: MakeStream
}

/** A serial port that is kept open: opened, watched, and opened again after it was unplugged. */
export function openSerialLine(options: SerialLineOptions, clock: Clock): Line {
  return new SerialLine(options, clock)
}

class SerialLine implements Line {
  readonly name: string
  readonly #options: SerialLineOptions
  readonly #clock: Clock
  readonly #teller = createTeller()
  readonly #listeners = new Set<(chunk: Uint8Array) => void>()
  readonly #closed = new AbortController()
  readonly #running: Promise<void>
  #connection: Connection | undefined

  constructor(options: SerialLineOptions, clock: Clock) {
    this.name = options.name
    this.#options = options
    this.#clock = clock
    this.#running = this.#keepOpen()
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
    const limit = { ms: (bytes.length * 10_000) / this.#options.baudRate + stallMs, clock: this.#clock }
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

  async #keepOpen(): Promise<void> {
    let wait: number = reopenWait.first
    while (!this.#closed.signal.aborted) {
      await this.#openOnce()
      if (this.#connection) {
        await this.#live(this.#connection)
        wait = reopenWait.first
      }
      await this.#clock.sleep(wait, this.#closed.signal)
      wait = Math.min(wait * 2, reopenWait.longest)
    }
  }

  async #openOnce(): Promise<void> {
    const { path, faults, makeStream = realStream } = this.#options
    try {
      this.#connection = await connect(makeStream(this.#options), (chunk) => this.#hear(chunk))
    } catch (thrown) {
      this.#teller.set(openFailure(path, thrown instanceof Error ? thrown.message : String(thrown), faults))
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
    const detail = `${this.#options.path} went away: ${oneLine(why)}.`
    this.#teller.set({ kind: 'lost', fault: this.#options.faults.lost, detail })
  }

  /**
   * Closes the connection when its device node has gone. serialport does not always tell: a cable pulled while it
   * reads makes every read end with no bytes, which it repeats for ever (bindings-cpp issue 162; seen with 13.0.0).
   */
  async #watchNode(connection: Connection, over: AbortSignal): Promise<void> {
    const { path } = this.#options
    const opened = await nodeId(path)
    while (opened !== undefined && !over.aborted) {
      await this.#clock.sleep(lookEveryMs, over)
      if (!over.aborted && (await nodeId(path)) !== opened) await connection.close('unplugged')
    }
  }

  #hear(chunk: Uint8Array): void {
    for (const heard of [...this.#listeners]) heard(chunk)
  }

  #gone(what: string): Fault {
    return new Fault(this.#options.faults.lost, `${this.name} at ${this.#options.path} ${what}.`)
  }
}
