import type { Clock } from '../../main/kernel/clock.ts'
import type { MakeStream } from '../line/connection.ts'
import { openSerialLine } from '../line/serial.ts'
import type { Framing } from './framing.ts'
import { lineScanner } from './line-scanner.ts'
import type { Scanner } from './port.ts'

export interface SerialScannerOptions {
  readonly name: string
  /** For example /dev/ttyACM0, /dev/serial/by-id/…, COM3. */
  readonly path: string
  /** Bits a second, as set in the scanner. */
  readonly baudRate: number
  /** How the scanner marks its codes; `line` unless told. */
  readonly framing?: Framing
  /** Tests give serialport's mock here. */
  readonly makeStream?: MakeStream
}

/** A scanner on a serial port or in USB serial mode; absent, busy and unplugged are states, and it reconnects by itself. */
export function openSerialScanner(options: SerialScannerOptions, clock: Clock): Scanner {
  const { framing = 'line', ...port } = options
  const faults = { lost: 'SCANNER_LOST', busy: 'SCANNER_BUSY' } as const
  const line = openSerialLine({ ...port, xon: false, faults }, clock)
  return lineScanner(line, { framing, source: 'serial' }, clock)
}
