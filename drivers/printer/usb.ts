import type { Clock } from '../../main/kernel/clock.ts'
import { openDeviceFile } from '../line/device-file.ts'
import type { Printer } from './port.ts'
import { type Dialect, speak } from './speak.ts'

export interface UsbPrinterOptions extends Dialect {
  readonly name: string
  /** For example /dev/usb/lp0. */
  readonly path: string
}

/** A label printer of the USB printer class (Linux); absent, forbidden and unplugged are states, and it reconnects by itself. */
export function openUsbPrinter(options: UsbPrinterOptions, clock: Clock): Printer {
  const { name, path } = options
  const faults = { lost: 'PRINTER_LOST', busy: 'PRINTER_BUSY' } as const
  return speak(openDeviceFile({ name, path, faults }, clock), options, clock)
}
