import type { Printer } from '../../drivers/printer/port.ts'
import type { PrinterBench, PrinterTraits } from '../contract/printer.ts'
import type { Pty } from '../rigs/pty.ts'
import { openZebra, type Zebra } from '../rigs/zebra.ts'

/** What costs the driver ten seconds costs this machine half a minute, and is no other than in test/contract. */
export const rigTraits: PrinterTraits = { without: ['PRINTER_FULL'] }

/** A label printer at the far end of a cable, and the driver at its near end. */
export async function printerBench(
  cable: Pty,
  open: (path: string) => Printer,
): Promise<PrinterBench & { readonly zebra: Zebra }> {
  const zebra = await openZebra(cable, { labelMs: 40 })
  if (!zebra) throw new Error('a zebra on a port given is always there')
  const printer = open(cable.path)
  return {
    ...{ printer, zebra, device: zebra },
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
