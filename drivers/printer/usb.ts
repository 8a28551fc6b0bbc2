import type { Clock } from '../../main/kernel/clock.ts'
import { openDeviceFile } from '../line/device-file.ts'
import type { Printer } from './port.ts'
import { type Dialect, speak } from './speak.ts'
import { findUsbPrinter, thisMachine, type UsbPrinterChoice, type UsbSources } from './usb-node.ts'

export interface UsbPrinterOptions extends Dialect, UsbPrinterChoice {
  readonly name: string
}

/** A label printer of the USB printer class (Linux); absent, forbidden and unplugged are states, and it reconnects by itself. */
export function openUsbPrinter(
  options: UsbPrinterOptions,
  clock: Clock,
  sources: UsbSources = thisMachine,
): Printer {
  const { name, path, serialNumber } = options
  const where = path ?? (serialNumber === undefined ? 'USB' : `USB (serialNumber ${serialNumber})`)
  const faults = { lost: 'PRINTER_LOST', busy: 'PRINTER_BUSY' } as const
  const find = () => findUsbPrinter(options, sources)
  return speak(openDeviceFile({ name, where, faults, find }, clock), options, clock)
}
