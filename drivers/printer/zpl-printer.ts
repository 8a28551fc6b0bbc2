import type { Clock } from '../../main/kernel/clock.ts'
import type { DeviceState } from '../../main/kernel/device.ts'
import { asFault, Fault } from '../../main/kernel/fault.ts'
import type { Line } from '../line/port.ts'
import { unlessAborted } from '../patience.ts'
import { createTeller } from '../teller.ts'
import { createTurns } from '../turns.ts'
import { type Asked, answerMs, askStatus } from './ask-status.ts'
import { copiesOf, createRest, withCopies } from './copies.ts'
import {
  endedWell,
  isIdle,
  type JobStatus,
  keptBy,
  remarkOf,
  type Trouble,
  troubleOf,
} from './host-status.ts'
import { type PrinterLanguage, zplLanguage } from './language.ts'
import type { Printer, PrinterStatus } from './port.ts'

/** Milliseconds: between looks while a label prints, between looks while nothing prints, for ~JA to take effect. */
const printerWaits = { poll: 100, watch: 2000, clear: 10_000 } as const

/**
 * Times a printer is asked how a job goes before the job counts as lost: what comes of throwing it away for one answer
 * is a second label. All together they take no longer than one answer may, for a printer switched off and on forgets
 * its job, and says after starting that it has none.
 */
const tries = 3

/** A printer over any line that answers when asked; every job is wrapped in questions. It speaks ZPL unless told. */
export function zplPrinter(line: Line, clock: Clock, language: PrinterLanguage = zplLanguage): Printer {
  return new AskedPrinter({ line, clock, language })
}

class AskedPrinter implements Printer {
  readonly name: string
  readonly #line: Line
  readonly #clock: Clock
  readonly #asked: Asked
  readonly #teller = createTeller()
  readonly #inTurn = createTurns()
  readonly #rest = createRest()
  readonly #closed = new AbortController()
  readonly #watching: Promise<void>
  #wake = new AbortController()

  constructor(asked: Asked) {
    const { line, clock } = asked
    this.#asked = asked
    this.name = line.name
    this.#line = line
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

  status(signal: AbortSignal): Promise<PrinterStatus> {
    return this.#turn(signal, (stop) => this.#ask(stop))
  }

  print(zpl: string, signal: AbortSignal): Promise<void> {
    return this.#turn(signal, async (stop) => {
      const { before, encode } = this.#asked.language
      const left = this.#rest.of(zpl, copiesOf(zpl))
      const job = Buffer.concat([before, await encode(withCopies(zpl, left))])
      await this.#makeClear(stop)
      this.#rest.begin(zpl, left)
      try {
        await this.#line.send(job, stop)
        await this.#finished(stop)
        this.#rest.done()
      } catch (thrown) {
        await this.#takeBack()
        throw thrown
      }
    })
  }

  async close(): Promise<void> {
    this.#closed.abort()
    // The job in hand is taken back while there is still a line for it.
    await this.#inTurn(async () => {})
    await this.#line.close()
    await this.#watching
  }

  /** One piece of work at a time; the caller is answered at once when its signal aborts or the printer is closed. */
  #turn<T>(signal: AbortSignal, work: (stop: AbortSignal) => Promise<T>): Promise<T> {
    const stop = AbortSignal.any([signal, this.#closed.signal])
    const gone = () => new Fault('PRINTER_LOST', `${this.name} was not waited for.`)
    const mine = this.#inTurn(async () => {
      if (stop.aborted) throw gone()
      return work(stop)
    })
    return unlessAborted(mine, stop, gone)
  }

  /** Throws what keeps the printer from printing; clears what an unfinished job left in it (PR8). */
  async #makeClear(stop: AbortSignal): Promise<void> {
    let status = await this.#askHealthy(stop)
    if (isIdle(status)) return
    await this.#line.send(this.#asked.language.cancel, stop)
    for (let waited = 0; !isIdle(status); waited += printerWaits.poll) {
      if (waited > printerWaits.clear) throw this.#stuck(status)
      await this.#clock.sleep(printerWaits.poll, stop)
      status = await this.#askHealthy(stop)
    }
  }

  #stuck(status: JobStatus): Fault {
    const { fault, words } = keptBy(status) ?? {
      fault: 'PRINTER_BAD_ANSWER',
      words: 'still holds an earlier job',
    }
    return new Fault(fault, `${this.name} ${words} after it was told to drop what it holds.`)
  }

  /**
   * Idle is believed when it is seen twice: the first answer may be a late one from before the job, and
   * between reading a format and starting it a printer may count it nowhere.
   */
  async #finished(stop: AbortSignal): Promise<void> {
    let kept = 0
    for (let idle = 0; idle < 2; ) {
      const status = await this.#askAgain(stop)
      if (this.#asked.language.counts) this.#rest.saw(status)
      if (!endedWell(status)) this.#refuseTrouble(status)
      // What was lost on the way leaves half a label behind, for ever.
      const rest = keptBy(status)
      kept = rest ? kept + printerWaits.poll : 0
      if (rest && kept > printerWaits.clear)
        throw new Fault(rest.fault, `${this.name} ${rest.words} after all of it was sent.`)
      idle = isIdle(status) ? idle + 1 : 0
      if (idle < 2) await this.#clock.sleep(printerWaits.poll, stop)
    }
  }

  // Best effort: where the line is gone too, the next job clears what is left. The answer proves that it
  // has arrived, before anybody hears of the fault and loads a roll.
  async #takeBack(): Promise<void> {
    const { signal } = new AbortController()
    try {
      await this.#line.send(this.#asked.language.cancel, signal)
      await askStatus(this.#asked, signal)
    } catch {
      // The fault that led here is the one to tell.
    }
  }

  async #askHealthy(stop: AbortSignal): Promise<JobStatus> {
    const status = await this.#ask(stop)
    this.#refuseTrouble(status)
    return status
  }

  #refuseTrouble(status: JobStatus): void {
    const trouble = troubleOf(status)
    if (trouble) throw new Fault(trouble.fault, `${this.name} ${trouble.words}.`)
  }

  async #ask(stop: AbortSignal): Promise<JobStatus> {
    try {
      const status = await askStatus(this.#asked, stop)
      this.#tell(troubleOf(status) ?? remarkOf(status))
      return status
    } catch (thrown) {
      if (this.#isThere(stop)) this.#tellLost(asFault(thrown))
      throw thrown
    }
  }

  /** How the job goes: asked again after silence and nonsense. A full memory and half a label are no news now. */
  async #askAgain(stop: AbortSignal): Promise<JobStatus> {
    for (let left = tries; ; left -= 1) {
      try {
        const status = await askStatus({ ...this.#asked, ms: answerMs / tries }, stop)
        this.#tell(troubleOf(status))
        return status
      } catch (thrown) {
        if (!this.#isThere(stop)) throw thrown
        if (left > 1) continue
        this.#tellLost(asFault(thrown))
        throw thrown
      }
    }
  }

  /** A line that is gone has told so itself, and giving up waiting says nothing about the printer. */
  #isThere(stop: AbortSignal): boolean {
    return this.#line.state().kind === 'ready' && !stop.aborted
  }

  #tell(trouble: Trouble | undefined): void {
    if (trouble) this.#tellLost(new Fault(trouble.fault, `${this.name} ${trouble.words}.`))
    else this.#teller.set({ kind: 'ready' })
  }

  #tellLost({ code, detail }: Fault): void {
    this.#teller.set({ kind: 'lost', fault: code, detail })
  }

  async #watch(): Promise<void> {
    while (!this.#closed.signal.aborted) {
      this.#wake = new AbortController()
      if (this.#line.state().kind === 'ready') await this.status(this.#closed.signal).catch(() => {})
      await this.#clock.sleep(printerWaits.watch, AbortSignal.any([this.#wake.signal, this.#closed.signal]))
    }
  }

  // An open port is not yet a printer: the watch asks it first.
  #lineChanged(state: DeviceState): void {
    if (state.kind === 'ready') this.#wake.abort()
    else this.#teller.set(state)
  }
}
