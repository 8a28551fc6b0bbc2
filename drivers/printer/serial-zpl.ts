import type { Clock } from '../../main/kernel/clock.ts'
import type { MakeStream } from '../line/connection.ts'
import { openSerialLine } from '../line/serial.ts'
import type { Printer } from './port.ts'
import { type Dialect, speak } from './speak.ts'

export interface SerialPrinterOptions extends Dialect {
  readonly name: string
  /** For example /dev/ttyUSB0, /dev/serial/by-id/…, COM4. */
  readonly path: string
  /** Bits a second, as set in the printer. */
  readonly baudRate: number
  /** Tests give serialport's mock here. */
  readonly makeStream?: MakeStream
}

/** A label printer on a serial port; absent, busy and unplugged are states, and it reconnects by itself. */
export function openSerialPrinter(options: SerialPrinterOptions, clock: Clock): Printer {
  const faults = { lost: 'PRINTER_LOST', busy: 'PRINTER_BUSY' } as const
  return speak(openSerialLine({ ...options, xon: true, faults }, clock), options, clock)
}
