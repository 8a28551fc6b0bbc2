import { expect, it } from 'vitest'
import { openSerialPrinter } from '../../drivers/printer/serial-zpl.ts'
import { faults } from '../../main/kernel/fault.ts'
import { becomes, faultOf, label } from '../contract/printer.ts'
import { inUse } from '../rigs/in-use.ts'
import { hasPty, ptyMissing } from '../rigs/pty.ts'
import { realClock } from '../rigs/real-clock.ts'
import { openZebra } from '../rigs/zebra.ts'

const never = new AbortController().signal

if (hasPty)
  it('[PR9] [LI4] another program holds the printer: the screen says which, and the label prints when that program ends', async () => {
    const zebra = await openZebra(undefined, { labelMs: 40 })
    if (!zebra) throw new Error(ptyMissing)
    const options = { name: 'Dock printer', path: zebra.path, baudRate: 9600 }
    const other = openSerialPrinter(options, realClock(4))
    await becomes(other, 'ready')
    const printer = openSerialPrinter(options, realClock(4))
    expect(await becomes(printer, 'lost', 'PRINTER_BUSY')).toMatchObject({ detail: inUse(zebra.path) })
    expect(faults.PRINTER_BUSY.hint).toMatch(/Close it/)
    expect(await faultOf(printer.print(label('item'), never))).toBe('PRINTER_LOST')
    await other.close()
    await becomes(printer, 'ready')
    await printer.print(label('item'), never)
    expect(zebra.labels.map(({ zpl }) => zpl)).toEqual([label('item')])
    await printer.close()
    await zebra.close()
  })
else it.todo(`[PR9] another program holds the printer: ${ptyMissing}`)
