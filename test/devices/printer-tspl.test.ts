import { expect, it } from 'vitest'
import { openSerialLine } from '../../drivers/line/serial.ts'
import { openSerialPrinter } from '../../drivers/printer/serial-zpl.ts'
import { zplPrinter } from '../../drivers/printer/zpl-printer.ts'
import { becomes, label, printerContract } from '../contract/printer.ts'
import { tscAt, tsplAsText, tsplTraits } from '../contract/tsc-bench.ts'
import { machineClock as clock } from '../rigs/vm/guest/machine-clock.ts'
import { openUsbCable } from '../rigs/vm/guest/usb-cable.ts'

const faults = { lost: 'PRINTER_LOST', busy: 'PRINTER_BUSY' } as const
const baudRate = 115_200

async function openFarEnd() {
  const cable = await openUsbCable('printer')
  const { receive, ...tsc } = tscAt((bytes) => cable.write(bytes), clock)
  cable.onData(receive)
  return { cable, tsc }
}

printerContract(
  'TSPL on a USB serial port',
  async () => {
    const { cable, tsc } = await openFarEnd()
    const line = openSerialLine({ name: 'TSC', path: cable.path, baudRate, xon: true, faults }, clock)
    const printer = zplPrinter(line, clock, tsplAsText)
    return {
      ...{ ...tsc, printer, unplug: cable.unplug, plug: cable.plug },
      async close() {
        await printer.close()
        await cable.close()
      },
    }
  },
  tsplTraits,
)

it('[PR11] a label drawn in ZPL comes out of a TSPL printer on a USB serial port as one picture', async () => {
  const { cable, tsc } = await openFarEnd()
  const options = { name: 'TSC', path: cable.path, baudRate, language: 'tspl', dpi: 203 } as const
  const printer = openSerialPrinter(options, clock)
  await becomes(printer, 'ready')
  await printer.print(label('Regrade'), new AbortController().signal)
  expect(tsc.received()).toMatch(/BITMAP 0,0,100,600,0,/)
  expect(tsc.printed()).toHaveLength(1)
  await printer.close()
  await cable.close()
})
