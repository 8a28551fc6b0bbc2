import type { Clock } from '../../main/kernel/clock.ts'
import type { PrinterHands } from './printer-hands.ts'
import { createZplReader, type ZplPiece, type ZplReader } from './zpl-stream.ts'

/** How a virtual printer feels, for the answer to a question about its status. */
export interface Feeling {
  readonly empty: boolean
  readonly noRibbon: boolean
  readonly headOpen: boolean
  readonly paused: boolean
  readonly hot: boolean
  readonly cold: boolean
  readonly full: boolean
  readonly partial: boolean
  /** Formats not yet started, and labels to go of the one that prints. */
  readonly formats: number
  readonly left: number
}

/** Another language of the same printer: what it finds in its bytes, and what it answers. */
export interface Tongue {
  readonly reader: ZplReader
  status(feeling: Feeling): Uint8Array
}

/** A label printer in memory: takes ZPL, answers ~HS, and can be opened, emptied, paused, heated, chilled and filled. */
export interface VirtualZebra extends PrinterHands {
  /** ZPL of every label that came out, oldest first. */
  readonly printed: readonly string[]
  receive(bytes: Uint8Array): void
}

export interface ZebraSettings {
  /** Milliseconds a label takes. */
  readonly labelMs: number
  /** Labels on the roll at the start. */
  readonly roll: number
  readonly clock: Clock
  /** ZPL unless told. */
  readonly tongue?: Tongue
  readonly answer: (bytes: Uint8Array) => void
  /** Called when a label has come out. */
  readonly onLabel?: (zpl: string) => void
}

const fullRoll = 1000

/** Milliseconds from power-on until a printer answers; longer than a host waits for an answer, as with real ones. */
export const startMs = 5000

/** Prints what it receives, one label after the other, as long as nothing is wrong. */
export function createVirtualZebra(settings: ZebraSettings): VirtualZebra {
  return new Zebra(settings)
}

class Zebra implements VirtualZebra {
  readonly printed: string[] = []
  readonly #settings: ZebraSettings
  readonly #tongue: Tongue
  #roll: number
  #ribbon = true
  #headOpen = false
  #paused = false
  #hot = false
  #cold = false
  #full = false
  /** Formats not yet started, and labels to go of the one that prints. */
  #formats: string[] = []
  #printing: { readonly zpl: string; left: number } | undefined
  #motor = false
  #starting = false

  constructor(settings: ZebraSettings) {
    this.#settings = settings
    this.#roll = settings.roll
    this.#tongue = settings.tongue ?? { reader: createZplReader(), status: hostStatus }
  }

  receive(bytes: Uint8Array): void {
    if (this.#starting) return
    for (const piece of this.#tongue.reader.feed(bytes)) this.#obey(piece)
    void this.#run()
  }

  #obey(piece: ZplPiece): void {
    if (piece.kind === 'format') this.#formats.push(piece.zpl)
    else if (piece.code === '~HS') this.#settings.answer(this.#tongue.status(this.#feeling()))
    else if (piece.code === '~JA') this.#cancel()
    else if (piece.code === '~PS') this.resume()
    else if (piece.code === '~PP') this.pause()
  }

  // The label that is coming out is finished; all others are dropped.
  #cancel(): void {
    this.#formats = []
    if (this.#printing) this.#printing.left = this.#motor ? 1 : 0
    if (this.#printing?.left === 0) this.#printing = undefined
  }

  async #run(): Promise<void> {
    if (this.#motor) return
    this.#motor = true
    while (this.#canPrint() && this.#next()) {
      await this.#settings.clock.sleep(this.#settings.labelMs)
      if (this.#canPrint()) this.#finishLabel()
    }
    this.#motor = false
  }

  #canPrint(): boolean {
    return this.#roll > 0 && this.#ribbon && !(this.#headOpen || this.#paused || this.#hot)
  }

  #next(): boolean {
    const zpl = this.#printing ? undefined : this.#formats.shift()
    if (zpl !== undefined) this.#printing = { zpl, left: Number(/\^PQ(\d+)/.exec(zpl)?.[1] ?? 1) }
    return this.#printing !== undefined
  }

  #finishLabel(): void {
    const job = this.#printing
    if (!job) return
    this.#roll -= 1
    job.left -= 1
    if (job.left <= 0) this.#printing = undefined
    this.printed.push(job.zpl)
    this.#settings.onLabel?.(job.zpl)
  }

  #feeling(): Feeling {
    return {
      empty: this.#roll === 0,
      noRibbon: !this.#ribbon,
      headOpen: this.#headOpen,
      paused: this.#paused,
      hot: this.#hot,
      cold: this.#cold,
      full: this.#full,
      partial: this.#tongue.reader.partial(),
      formats: this.#formats.length,
      left: this.#printing?.left ?? 0,
    }
  }

  takeRoll(): void {
    this.#roll = 0
  }
  loadRoll(labels = fullRoll): void {
    this.#roll = labels
    void this.#run()
  }
  takeRibbon(): void {
    this.#ribbon = false
  }
  loadRibbon(): void {
    this.#ribbon = true
    void this.#run()
  }
  openHead(): void {
    this.#headOpen = true
  }
  closeHead(): void {
    this.#headOpen = false
    void this.#run()
  }
  pause(): void {
    this.#paused = true
  }
  resume(): void {
    this.#paused = false
    void this.#run()
  }
  heat(): void {
    this.#hot = true
  }
  cool(): void {
    this.#hot = false
    void this.#run()
  }
  chill(): void {
    this.#cold = true
  }
  warm(): void {
    this.#cold = false
  }
  fill(): void {
    this.#full = true
  }
  empty(): void {
    this.#full = false
  }
  async restart(): Promise<void> {
    this.#starting = true
    this.#tongue.reader.clear()
    this.#formats = []
    this.#printing = undefined
    await this.#settings.clock.sleep(startMs)
    this.#starting = false
  }
}

/** The three strings that answer ~HS. */
function hostStatus(feeling: Feeling): Uint8Array {
  const bit = (on: boolean) => (on ? '1' : '0')
  const number = (value: number, digits: number) => String(value).padStart(digits, '0')
  const { empty, paused, formats, full, partial, cold, hot, headOpen, noRibbon, left } = feeling
  const waiting = `${number(formats, 3)},${bit(full)},0,${bit(partial)}`
  const first = `030,${bit(empty)},${bit(paused)},1225,${waiting},000,0,${bit(cold)},${bit(hot)}`
  const second = `001,0,${bit(headOpen)},${bit(noRibbon)},1,2,6,0,${number(left, 8)},1,000`
  return Buffer.from([first, second, '1234,0'].map((fields) => `\x02${fields}\x03\r\n`).join(''), 'latin1')
}
