import { describe, expect, it } from 'vitest'
import { openSerialPrinter } from '../../drivers/printer/serial-zpl.ts'
import { becomes, faultOf, label, printerContract } from '../contract/printer.ts'
import { openHostLine } from '../rigs/vm/guest/host-line.ts'
import { machineClock as clock } from '../rigs/vm/guest/machine-clock.ts'
import { openUsbCable, portOf } from '../rigs/vm/guest/usb-cable.ts'
import { printerBench, rigTraits } from './printer-bench.ts'

const never = new AbortController().signal
const open = (path: string) => openSerialPrinter({ name: 'Serial', path, baudRate: 115_200 }, clock)

printerContract(
  'the serial driver on a USB serial port',
  async () => printerBench(await openUsbCable('printer'), open),
  rigTraits,
)

describe('a label printer at the host’s end of a USB serial cable', () => {
  it('[PR3] prints what a scanner reads from the paper', async () => {
    const host = await openHostLine()
    await host.ask.putPrinter('printer')
    const printer = open(portOf('printer'))
    await becomes(printer, 'ready')
    await printer.print(label('Żółw ß €').replace('^XZ', '^FO60,120^BY3^BCN,120^FDRG000123^FS^XZ'), never)
    expect(await host.ask.labels('printer')).toMatchObject([
      { barcodes: [{ format: 'Code128', text: 'RG000123' }], zpl: expect.stringContaining('Żółw ß €') },
    ])
    await printer.close()
    await host.ask.unplug('printer')
    host.close()
  })

  it('[PR1] [PR8] that runs out in the middle of a job prints it anew, once, when it has labels again', async () => {
    const host = await openHostLine()
    await host.ask.putPrinter('printer')
    const printer = open(portOf('printer'))
    await becomes(printer, 'ready')
    await host.ask.mend('printer', 'loadRoll', 1)
    const two = label('x').replace('^XZ', '^PQ2^XZ')
    expect(await faultOf(printer.print(two, never))).toBe('PRINTER_EMPTY')
    await host.ask.mend('printer', 'loadRoll')
    await printer.print(label('next'), never)
    const printed = (await host.ask.labels('printer')).map(({ zpl }) => zpl)
    expect(printed).toEqual([two, label('next')])
    await printer.close()
    await host.ask.unplug('printer')
    host.close()
  })
})
