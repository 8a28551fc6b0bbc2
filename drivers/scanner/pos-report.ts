import type { Clock } from '../../main/kernel/clock.ts'
import { decodeCode, maxCodeBytes } from './framing.ts'

/** Input report of scanned data and output report of the trigger, as HID POS scanners number them. */
export const posReportIds = { data: 2, trigger: 4 } as const

/**
 * Where things stand in a data report, its report id counted as byte 0: length, three bytes of AIM identifier, up to
 * 56 bytes of the code, and in bit 0 of the last byte whether the code goes on in the next report.
 */
const places = { length: 1, aim: 2, code: 5, room: 56, more: 63 } as const

/** Bytes from where the identifier stands in some firmware, which shifts the whole report, to where it belongs. */
const shifts = [0, 1, -1] as const
type Shift = (typeof shifts)[number]

/**
 * Milliseconds from one report of a code to its next at most: a scanner sends them one behind the other, every few
 * milliseconds. An end that was lost does not come later, and what comes then is another code.
 */
const goesOnMs = 500

/** Puts codes together from reports. */
export interface PosReader {
  /** The code this report completes, its AIM identifier in front where the scanner sent one. */
  feed(report: Uint8Array): string | undefined
  /** Forgets the half of a code: the scanner was opened (again). */
  reset(): void
  /** Reports that could not be read, since the start (SC8). */
  refused(): number
  /** The same, since the last code or reset. */
  refusedInARow(): number
}

/** A reader with nothing half read. */
export function createPosReader(clock: Clock): PosReader {
  return new Joiner(clock)
}

/** `spoilt`: a report of the code at hand could not be read, and what still comes of it belongs to nothing (SC17). */
type Stage = 'between' | 'going' | 'spoilt'

class Joiner implements PosReader {
  readonly #clock: Clock
  #stage: Stage = 'between'
  #aim = ''
  #shift: Shift = 0
  #bytes: number[] = []
  #heardAt = 0
  #refused = 0
  #inARow = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  feed(report: Uint8Array): string | undefined {
    const now = this.#clock.ticks()
    if (now - this.#heardAt > goesOnMs) this.#forget()
    this.#heardAt = now
    // The first report alone may hold the identifier by which a shift is found.
    if (this.#stage === 'between') this.#shift = shiftOf(report)
    const part = partOf(report, this.#shift)
    if (!part) return this.#refuse()
    if (this.#stage !== 'spoilt') return this.#join(part)
    if (!part.more) this.#forget()
    return undefined
  }

  reset(): void {
    this.#forget()
    this.#inARow = 0
  }

  refused(): number {
    return this.#refused
  }

  refusedInARow(): number {
    return this.#inARow
  }

  #join({ aim, code, more }: Part): string | undefined {
    if (this.#stage === 'between') this.#aim = aim
    this.#stage = 'going'
    // A code that never ends must not fill the memory (SC5).
    for (const byte of code) if (this.#bytes.length < maxCodeBytes) this.#bytes.push(byte)
    if (more) return undefined
    const text = this.#bytes.length > 0 ? this.#aim + decodeCode(Uint8Array.from(this.#bytes)) : undefined
    this.#forget()
    if (text) this.#inARow = 0
    return text
  }

  #refuse(): undefined {
    this.#refused += 1
    this.#inARow += 1
    const spoilt = this.#stage !== 'between'
    this.#forget()
    if (spoilt) this.#stage = 'spoilt'
  }

  #forget(): void {
    this.#stage = 'between'
    this.#aim = ''
    this.#bytes = []
  }
}

interface Part {
  readonly aim: string
  readonly code: Uint8Array
  readonly more: boolean
}

/** One report's part of a code; undefined for another report, one too short to hold anything, and one that denies what it holds. */
function partOf(report: Uint8Array, shift: Shift): Part | undefined {
  const { length, aim, code, room, more } = places
  // Firmware without report ids starts with the length itself.
  if (shift !== -1 && report[0] !== posReportIds.data) return undefined
  const said = report[length + shift]
  if (said === undefined || report.length <= code + shift) return undefined
  const held = report.subarray(code + shift, code + shift + room)
  if (said === 0 && held.some((byte) => byte !== 0)) return undefined
  const flag = report[more + shift]
  return {
    aim: report[aim + shift] === bracket ? textOf(report.subarray(aim + shift, aim + shift + 3)) : '',
    // A length beyond the report is a firmware's mistake: what is there is taken, without the filling.
    code: said <= held.length ? held.subarray(0, said) : withoutFilling(held),
    // Where the shift pushes the flag out of the report, a full report is one that goes on.
    more: flag === undefined ? said >= room : (flag & 1) === 1,
  }
}

const bracket = 0x5d

function shiftOf(report: Uint8Array): Shift {
  return shifts.find((shift) => report[places.aim + shift] === bracket && isAim(report, shift)) ?? 0
}

/** `]`, a letter and a modifier: a `]` alone may be the code itself. */
function isAim(report: Uint8Array, shift: Shift): boolean {
  const at = places.aim + shift
  return /^\][A-Za-z][0-9A-Za-z]$/.test(textOf(report.subarray(at, at + 3)))
}

function withoutFilling(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.findLastIndex((byte) => byte !== 0) + 1)
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}

/** The reports a scanner sends for one code; the simulated scanner and the rigs speak with it. */
export function posReports(text: string, aim = ''): readonly Uint8Array[] {
  const bytes = Buffer.from(text)
  const count = Math.max(1, Math.ceil(bytes.length / places.room))
  return Array.from({ length: count }, (_, index) => {
    const part = bytes.subarray(index * places.room, (index + 1) * places.room)
    const report = Buffer.alloc(64)
    report[0] = posReportIds.data
    report[places.length] = part.length
    report.write(aim, places.aim, 'latin1')
    report.set(part, places.code)
    report[places.more] = index + 1 < count ? 1 : 0
    return report
  })
}
