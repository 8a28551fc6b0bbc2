import { afterEach } from 'vitest'
import { openUsbPrinter } from '../../drivers/printer/usb.ts'
import { printerContract } from '../contract/printer.ts'
import { removeGadgets } from '../rigs/vm/guest/gadget.ts'
import { machineClock as clock } from '../rigs/vm/guest/machine-clock.ts'
import { openPrinterGadget } from '../rigs/vm/guest/printer-gadget.ts'
import { printerBench } from './printer-bench.ts'

const serialNumber = 'RG-LP-1'
afterEach(removeGadgets)

printerContract('the device-file driver on a printer of the USB printer class', async () =>
  printerBench(await openPrinterGadget(serialNumber), () =>
    openUsbPrinter({ name: 'USB', serialNumber }, clock),
  ),
)
