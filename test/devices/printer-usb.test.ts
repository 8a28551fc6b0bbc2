import { afterEach, describe, expect, it } from 'vitest'
import { openUsbPrinter } from '../../drivers/printer/usb.ts'
import { becomes, label, printerContract } from '../contract/printer.ts'
import { removeGadgets } from '../rigs/vm/guest/gadget.ts'
import { machineClock as clock } from '../rigs/vm/guest/machine-clock.ts'
import { openPrinterGadget } from '../rigs/vm/guest/printer-gadget.ts'
import { printerBench, rigTraits } from './printer-bench.ts'

const serialNumber = 'RG-LP-1'
afterEach(removeGadgets)

printerContract(
  'the device-file driver on a printer of the USB printer class',
  async () =>
    printerBench(await openPrinterGadget(serialNumber), () =>
      openUsbPrinter({ name: 'USB', serialNumber }, clock),
    ),
  rigTraits,
)

describe('a printer of the USB printer class', () => {
  it('[PR9] [LI4] that another program holds says which, and prints when that program ends', async () => {
    const cable = await openPrinterGadget(serialNumber)
    const bench = await printerBench(cable, () => openUsbPrinter({ name: 'USB', serialNumber }, clock))
    await becomes(bench.printer, 'ready')
    // The kernel lets only one handle at a time onto it, whoever has it.
    const late = openUsbPrinter({ name: 'Late', serialNumber }, clock)
    expect(await becomes(late, 'lost', 'PRINTER_BUSY')).toMatchObject({
      detail: expect.stringMatching(new RegExp(`^/dev/usb/lp\\d+ is in use by .+ \\(${process.pid}\\)`)),
    })
    await bench.printer.close()
    await becomes(late, 'ready')
    await late.print(label('item'), new AbortController().signal)
    expect(bench.printed()).toEqual([label('item')])
    await late.close()
    await bench.close()
  })
})
