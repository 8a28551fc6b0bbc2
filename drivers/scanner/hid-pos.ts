import type { Clock } from '../../main/kernel/clock.ts'
import type { DeviceState } from '../../main/kernel/device.ts'
import { Fault } from '../../main/kernel/fault.ts'
import { machineHid } from '../hid/node-hid.ts'
import type { HidConnection, HidHost, HidInfo } from '../hid/port.ts'
import { namedFailure, oneLine } from '../line/open-failure.ts'
import { liveAgain } from '../patience.ts'
import { createTeller } from '../teller.ts'
import type { Scanner } from './port.ts'
import { chooseScanner, type HidChoice, scannerMakers } from './pos-choice.ts'
import { createPosReader, type PosReader, posReportIds } from './pos-report.ts'
import { createScanQueue } from './scan-queue.ts'

/** Milliseconds between looks for a scanner that is not there: the first wait, doubled each time up to the longest. */
const lookWait = { first: 250, longest: 2000 } as const

/**
 * Dropped reports without a code between them that are told (SC16): one may be a disturbance and two a person who tries again,
 * the third time nothing comes it is the scanner.
 */
const refusedToTell = 3

/** Feature report by which Honeywell scanners are told to send HID POS reports. */
const honeywellOn = [0xfe, 1] as const

export interface HidScannerOptions extends HidChoice {
  readonly name: string
  /** Tests give a simulated one here. */
  readonly hid?: HidHost
}

export interface HidScanner extends Scanner {
  /** Switches reading on or off, as the trigger does; Fault SCANNER_LOST when the scanner is gone or has no such switch. */
  trigger(on: boolean): Promise<void>
  /** Reports that could not be read, since opening. */
  refused(): number
}

/** A scanner of the HID Point of Sale class; absent, forbidden and unplugged are states, and it reconnects by itself. */
export function openHidScanner(options: HidScannerOptions, clock: Clock): HidScanner {
  return new PosScanner(options, clock)
}

class PosScanner implements HidScanner {
  readonly name: string
  readonly #options: HidScannerOptions
  readonly #hid: HidHost
  readonly #clock: Clock
  readonly #teller = createTeller()
  readonly #queue = createScanQueue()
  readonly #reader: PosReader
  readonly #closed = new AbortController()
  readonly #running: Promise<void>
  #connection: HidConnection | undefined

  constructor(options: HidScannerOptions, clock: Clock) {
    this.name = options.name
    this.#options = options
    this.#hid = options.hid ?? machineHid
    this.#clock = clock
    this.#reader = createPosReader(clock)
    this.#running = liveAgain(() => this.#lookAndLive(), lookWait, { clock, over: this.#closed.signal })
  }

  state(): DeviceState {
    return this.#teller.state()
  }

  onState(heard: (state: DeviceState) => void): () => void {
    return this.#teller.onState(heard)
  }

  scans() {
    return this.#queue.read()
  }

  dropped(): number {
    return this.#queue.dropped()
  }

  refused(): number {
    return this.#reader.refused()
  }

  async trigger(on: boolean): Promise<void> {
    try {
      if (!this.#connection) throw new Error('it is not connected')
      await this.#connection.write([posReportIds.trigger, on ? 1 : 0])
    } catch (cause) {
      const why = oneLine(cause instanceof Error ? cause.message : String(cause))
      throw new Fault('SCANNER_LOST', `${this.name} does not take its trigger: ${why}.`, cause)
    }
  }

  async close(): Promise<void> {
    this.#queue.end()
    this.#closed.abort()
    await this.#connection?.close()
    await this.#running
  }

  async #lookAndLive(): Promise<boolean> {
    const found = await this.#look()
    return found !== undefined && this.#live(found)
  }

  /** The scanner meant, when it is plugged in; tells why not otherwise. */
  async #look(): Promise<HidInfo | undefined> {
    try {
      const chosen = chooseScanner(await this.#hid.list(), this.#options)
      if ('found' in chosen) return chosen.found
      this.#teller.set(chosen.missing)
    } catch (thrown) {
      const why = oneLine(thrown instanceof Error ? thrown.message : String(thrown))
      this.#teller.set({ kind: 'lost', fault: 'SCANNER_LOST', detail: `HID devices cannot be read: ${why}.` })
    }
    return undefined
  }

  /** One life of the scanner; false when it would not open. */
  async #live(found: HidInfo): Promise<boolean> {
    this.#reader.reset()
    try {
      this.#connection = await this.#hid.open(found.path, (report) => this.#hear(report))
    } catch (thrown) {
      const why = thrown instanceof Error ? thrown.message : String(thrown)
      const faults = { lost: 'SCANNER_LOST', busy: 'SCANNER_BUSY' } as const
      this.#teller.set(await namedFailure(found.path, why, faults))
      return false
    }
    const connection = this.#connection
    if (scannerMakers[found.vendorId] === 'Honeywell') await connection.feature(honeywellOn).catch(() => {})
    if (this.#closed.signal.aborted) await connection.close()
    else if (this.#reader.refusedInARow() < refusedToTell) this.#teller.set({ kind: 'ready' })
    const why = await connection.ended
    await connection.close()
    this.#connection = undefined
    this.#teller.set({
      kind: 'lost',
      fault: 'SCANNER_LOST',
      detail: `${this.name} went away: ${oneLine(why)}.`,
    })
    return true
  }

  #hear(report: Uint8Array): void {
    const text = this.#reader.feed(report)
    // What comes late from a scanner that is gone must not say that it is there.
    if (this.#connection) this.#tellHow(text, report)
    if (text) this.#queue.put({ text, source: 'hid', device: this.name, at: this.#clock.now() })
  }

  #tellHow(text: string | undefined, report: Uint8Array): void {
    if (text) this.#teller.set({ kind: 'ready' })
    if (this.#reader.refusedInARow() !== refusedToTell) return
    const detail = `${this.name} sends reports that cannot be read; the last: ${wordsOf(report)}.`
    this.#teller.set({ kind: 'lost', fault: 'SCANNER_UNREADABLE', detail })
  }
}

function wordsOf(report: Uint8Array): string {
  const [first] = report
  if (first === undefined) return 'an empty one'
  return `${report.length} ${report.length === 1 ? 'byte' : 'bytes'}, the first of them ${first}`
}
