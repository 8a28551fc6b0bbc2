import type { Clock } from '../../main/kernel/clock.ts'
import type { Line } from '../line/port.ts'
import { blindPrinter } from './blind-printer.ts'
import type { Printer } from './port.ts'
import { zplPrinter } from './zpl-printer.ts'

/** How a printer is spoken to. */
export interface Dialect {
  /** `ask`: the printer answers when asked how it is; `none`: it cannot (PR10). `ask` unless told. */
  readonly status?: 'ask' | 'none'
}

/** The printer at the end of a line. */
export function speak(line: Line, { status = 'ask' }: Dialect, clock: Clock): Printer {
  return status === 'ask' ? zplPrinter(line, clock) : blindPrinter(line)
}
