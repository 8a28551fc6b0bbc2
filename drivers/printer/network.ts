import type { Clock } from '../../main/kernel/clock.ts'
import { openTcpLine } from '../line/tcp.ts'
import type { Printer } from './port.ts'
import { type Dialect, speak } from './speak.ts'

/** The port of raw printing, as every maker of label printers has it. */
export const rawPort = 9100

export interface NetworkPrinterOptions extends Dialect {
  readonly name: string
  /** Address or name in the local network. */
  readonly host: string
  readonly port?: number
}

/** A label printer in the network, over raw TCP; switched off, moved and silent are states, and it reconnects by itself. */
export function openNetworkPrinter(options: NetworkPrinterOptions, clock: Clock): Printer {
  const { name, host, port = rawPort, status } = options
  const faults = { lost: 'PRINTER_LOST', busy: 'PRINTER_BUSY' } as const
  return speak(openTcpLine({ name, host, port, answers: status !== 'none', faults }, clock), options, clock)
}
