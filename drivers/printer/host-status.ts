import type { FaultCode } from '../../main/kernel/fault.ts'
import type { PrinterStatus } from './port.ts'

/** What a job waits for, in whichever language it was asked. */
export interface JobStatus extends PrinterStatus {
  /** Formats received and not yet started. */
  readonly formatsInBuffer: number
}

/** Everything a printer says in answer to ~HS, field by field, in the order of the ZPL II guide. */
export interface HostStatus extends JobStatus {
  readonly serialSettings: number
  /** Length of the label in dots. */
  readonly labelLength: number
  readonly ramCorrupt: boolean
  readonly thermalTransfer: boolean
  readonly printMode: number
  /** In peel mode: the last label waits to be taken. */
  readonly labelWaiting: boolean
  readonly graphicsStored: number
}

/** What the bytes since the asking amount to: not yet an answer, a whole one, or something else. */
export type StatusReading<Status extends JobStatus = HostStatus> =
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'whole'; readonly status: Status }
  | { readonly kind: 'nonsense'; readonly found: string }

const strings = [
  /^(\d{3}),([01]),([01]),(\d{4}),(\d{3}),([01]),([01]),([01]),(\d{3}),([01]),([01]),([01])$/,
  /^(\d{3}),(\d),([01]),([01]),([01]),(\w),(\w),([01]),(\d{8}),(\d),(\d{3})$/,
  /^(\d{4}),([01])$/,
] as const

/** Reads all bytes since ~HS, as Latin-1 text: three strings, each STX, fields, ETX, CR LF. */
export function readHostStatus(text: string): StatusReading {
  // XON, XOFF and NUL may stand between the strings: flow control and line noise.
  const bare = text.replaceAll(/[\r\n\x11\x13\x00]/g, '')
  const frames = [...bare.matchAll(/\x02([^\x02\x03]*)\x03/g)].map((hit) => hit[1] ?? '')
  const rest = bare.replaceAll(/\x02[^\x02\x03]*\x03/g, '')
  if (frames.length > strings.length || !/^(\x02[^\x02\x03]{0,64})?$/.test(rest))
    return { kind: 'nonsense', found: shown(text) }
  const fields = frames.map((frame, index) => strings[index]?.exec(frame))
  if (fields.some((field) => !field)) return { kind: 'nonsense', found: shown(text) }
  const [first, second] = fields
  if (fields.length < strings.length || !first || !second) return { kind: 'incomplete' }
  return { kind: 'whole', status: statusOf(first, second) }
}

function statusOf(first: RegExpExecArray, second: RegExpExecArray): HostStatus {
  return {
    serialSettings: Number(first[1]),
    paperOut: first[2] === '1',
    paused: first[3] === '1',
    labelLength: Number(first[4]),
    formatsInBuffer: Number(first[5]),
    bufferFull: first[6] === '1',
    partialFormat: first[8] === '1',
    ramCorrupt: first[10] === '1',
    tooCold: first[11] === '1',
    tooHot: first[12] === '1',
    headOpen: second[3] === '1',
    // Without thermal transfer there is no ribbon that could be out.
    ribbonOut: second[4] === '1' && second[5] === '1',
    thermalTransfer: second[5] === '1',
    printMode: Number.parseInt(second[6] ?? '0', 36),
    labelWaiting: second[8] === '1',
    labelsRemaining: Number(second[9]),
    graphicsStored: Number(second[11]),
  }
}

/** Bytes for a sentence: at most 60, control characters as dots. */
function shown(text: string): string {
  return text.slice(0, 60).replaceAll(/[\x00-\x1f\x7f-\xff]/g, '.')
}

/** What keeps a printer from printing, and how it is told in one sentence. */
export interface Trouble {
  readonly fault: FaultCode
  readonly words: string
}

/** The first thing to do first; undefined when nothing is wrong. */
export function troubleOf(status: PrinterStatus): Trouble | undefined {
  if (status.headOpen) return { fault: 'PRINTER_HEAD_OPEN', words: 'reports that its head is open' }
  if (status.paperOut) return { fault: 'PRINTER_EMPTY', words: 'reports that it is out of labels' }
  if (status.ribbonOut) return { fault: 'PRINTER_NO_RIBBON', words: 'reports that it is out of ribbon' }
  if (status.stopped) return { fault: 'PRINTER_STOPPED', words: 'reports a paper jam or an error of its own' }
  if (status.tooHot) return { fault: 'PRINTER_HOT', words: 'reports that its head is too hot' }
  if (status.paused) return { fault: 'PRINTER_PAUSED', words: 'reports that it is paused' }
  return undefined
}

/** What is told and keeps no job back by itself: half a label is dropped before the next one, and a cold head warms by printing (PR14). */
export function remarkOf(status: PrinterStatus): Trouble | undefined {
  if (status.bufferFull) return { fault: 'PRINTER_FULL', words: 'reports that its memory is full' }
  if (status.partialFormat) return { fault: 'PRINTER_PARTIAL', words: 'reports that it holds half a label' }
  if (status.tooCold) return { fault: 'PRINTER_COLD', words: 'reports that its head is too cold' }
  return undefined
}

/** What an otherwise idle printer still holds and does not let go. */
export function keptBy(status: JobStatus): Trouble | undefined {
  const works = status.formatsInBuffer + status.labelsRemaining > 0
  return works ? undefined : remarkOf({ ...status, tooCold: false })
}

/** Nothing received, nothing waiting, nothing half done. */
export function isIdle(status: JobStatus): boolean {
  const { formatsInBuffer, labelsRemaining, partialFormat, bufferFull } = status
  return formatsInBuffer === 0 && labelsRemaining === 0 && !partialFormat && !bufferFull
}

/**
 * Nothing left, and nothing wrong but the end of the roll, a pressed pause key or a head got hot: a label cut short by any
 * of them would still be waiting. (Not so with an open head or a ribbon's end: the label may have come out blank.)
 */
export function endedWell(status: JobStatus): boolean {
  return isIdle(status) && !troubleOf({ ...status, paperOut: false, paused: false, tooHot: false })
}
