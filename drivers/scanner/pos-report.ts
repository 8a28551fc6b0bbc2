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
export function createPosReader(): PosReader {
  let aim = ''
  let bytes: number[] = []
  let going = false
  let refused = 0
  let inARow = 0
  const forget = () => {
    aim = ''
    bytes = []
    going = false
  }
  return {
    feed(report) {
      const part = partOf(report)
      if (!part) {
        refused += 1
        inARow += 1
        return undefined
      }
      if (!going) aim = part.aim
      going = part.more
      // A code that never ends must not fill the memory (SC5).
      for (const byte of part.code) if (bytes.length < maxCodeBytes) bytes.push(byte)
      if (going) return undefined
      const text = bytes.length > 0 ? aim + decodeCode(Uint8Array.from(bytes)) : undefined
      forget()
      if (text) inARow = 0
      return text
    },
    reset() {
      forget()
      inARow = 0
    },
    refused: () => refused,
    refusedInARow: () => inARow,
  }
}

interface Part {
  readonly aim: string
  readonly code: Uint8Array
  readonly more: boolean
}

/** One report's part of a code; undefined for another report, one too short to hold anything, and one that denies what it holds. */
function partOf(report: Uint8Array): Part | undefined {
  const shift = shiftOf(report)
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

function shiftOf(report: Uint8Array): number {
  return shifts.find((shift) => report[places.aim + shift] === bracket && isAim(report, shift)) ?? 0
}

/** `]`, a letter and a modifier: a `]` alone may be the code itself. */
function isAim(report: Uint8Array, shift: number): boolean {
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
