import type { JobStatus, StatusReading } from './host-status.ts'
import type { PrinterLanguage } from './language.ts'
import { type Dpi, tsplJob } from './tspl-job.ts'

// TSC's TSPL: commands after ESC ! act at once, also while a label prints.

/** TSPL at a resolution: the label is drawn as for ZPL, and sent as a picture. */
export function tsplLanguage(
  dpi: Dpi,
  encode: PrinterLanguage['encode'] = (zpl) => tsplJob(zpl, dpi),
): PrinterLanguage {
  // The line end ends a command another program may have left half typed.
  const cancel = Buffer.from('\x1b!.\r\n')
  return {
    ask: Buffer.from('\x1b!?'),
    askName: 'ESC!?',
    cancel,
    before: cancel,
    read: readTsplStatus,
    counts: false,
    encode,
  }
}

const bits = {
  headOpen: 0x01,
  jam: 0x02,
  paperOut: 0x04,
  ribbonOut: 0x08,
  paused: 0x10,
  printing: 0x20,
  other: 0x80,
}

/** Reads the one byte that answers ESC!?; 0x40 has no meaning, and more than one byte is no answer. */
export function readTsplStatus(text: string): StatusReading<JobStatus> {
  if (text === '') return { kind: 'incomplete' }
  const byte = text.charCodeAt(0)
  if (text.length > 1 || (byte & 0x40) !== 0) return { kind: 'nonsense', found: hexOf(text) }
  const has = (bit: number) => (byte & bit) !== 0
  return {
    kind: 'whole',
    status: {
      ...{ headOpen: has(bits.headOpen), paperOut: has(bits.paperOut), ribbonOut: has(bits.ribbonOut) },
      ...{ paused: has(bits.paused), stopped: has(bits.jam) || has(bits.other) },
      // The byte tells neither heat nor how much waits: `printing` stays until all is out.
      ...{ tooHot: false, tooCold: false, bufferFull: false, partialFormat: false, formatsInBuffer: 0 },
      labelsRemaining: has(bits.printing) ? 1 : 0,
    },
  }
}

function hexOf(text: string): string {
  return Buffer.from(text.slice(0, 20), 'latin1').toString('hex')
}
