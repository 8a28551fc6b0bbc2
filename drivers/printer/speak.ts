import type { Clock } from '../../main/kernel/clock.ts'
import type { Line } from '../line/port.ts'
import { blindPrinter } from './blind-printer.ts'
import { copiesOf, withCopies } from './copies.ts'
import { zplLanguage } from './language.ts'
import type { Printer } from './port.ts'
import { tsplLanguage } from './tspl.ts'
import type { Dpi } from './tspl-job.ts'
import { zplPrinter } from './zpl-printer.ts'

/** How a printer is spoken to. */
export interface Dialect {
  /** `ask`: the printer answers when asked how it is; `none`: it cannot (PR10). `ask` unless told. */
  readonly status?: 'ask' | 'none'
  /** `zpl` unless told; a `tspl` printer is sent pictures, so its resolution has to be known. */
  readonly language?: 'zpl' | 'tspl'
  readonly dpi?: Dpi
  /** How often each label is printed; once unless told. */
  readonly copies?: number
}

/** The printer at the end of a line. */
export function speak(line: Line, dialect: Dialect, clock: Clock): Printer {
  const { status = 'ask', language = 'zpl', dpi = 203, copies = 1 } = dialect
  const tongue = language === 'zpl' ? zplLanguage : tsplLanguage(dpi)
  const printer = status === 'ask' ? zplPrinter(line, clock, tongue) : blindPrinter(line, tongue.encode)
  return copies === 1 ? printer : repeating(printer, copies)
}

/** Prints each label so often, as one job (PR13). */
function repeating(printer: Printer, copies: number): Printer {
  return {
    name: printer.name,
    state: () => printer.state(),
    onState: (heard) => printer.onState(heard),
    print: (zpl, signal) => printer.print(withCopies(zpl, copiesOf(zpl) * copies), signal),
    status: (signal) => printer.status(signal),
    close: () => printer.close(),
  }
}
