import type { Printer } from '../../drivers/printer/port.ts'
import type { Zebra } from '../rigs/zebra.ts'
import type { PrinterBench } from './printer.ts'

/** A printer driver with the Zebra at the other end of its wire. */
export function zebraBench(printer: Printer, zebra: Zebra): PrinterBench {
  return {
    printer,
    device: zebra,
    printed: () => zebra.labels.map(({ zpl }) => zpl),
    received: () => zebra.received(),
    answerNext: (how) => zebra.answerNext(how),
    leave: (zpl) => zebra.leave(zpl),
    unplug: () => zebra.unplug(),
    plug: () => zebra.plug(),
    async close() {
      await printer.close()
      await zebra.close()
    },
  }
}
