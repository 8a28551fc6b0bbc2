import { describe, expect, it } from 'vitest'
import { openSerialPrinter } from '../../drivers/printer/serial-zpl.ts'
import { hasPty, openPty, ptyMissing } from '../rigs/pty.ts'
import { realClock } from '../rigs/real-clock.ts'
import { openZebra } from '../rigs/zebra.ts'
import { becomes, faultOf, label, printerContract } from './printer.ts'
import { zebraBench } from './zebra-bench.ts'

const clock = realClock(4)
const never = new AbortController().signal

async function needZebra() {
  const pty = await openPty()
  const zebra = pty && (await openZebra(pty, { labelMs: 40 }))
  if (!zebra) throw new Error(ptyMissing)
  return zebra
}

if (hasPty) {
  printerContract('the serial driver on a pseudo-terminal', async () => {
    const zebra = await needZebra()
    const printer = openSerialPrinter({ name: 'Serial', path: zebra.path, baudRate: 115_200 }, clock)
    return zebraBench(printer, zebra)
  })

  describe('a label printed over a serial port', () => {
    it('[PR3] can be scanned from the paper', async () => {
      const zebra = await needZebra()
      const printer = openSerialPrinter({ name: 'Serial', path: zebra.path, baudRate: 9600 }, clock)
      await becomes(printer, 'ready')
      await printer.print(label('x').replace('^XZ', '^FO60,120^BY3^BCN,120^FDRG000123^FS^XZ'), never)
      expect(await zebra.labels[0]?.barcodes()).toEqual([{ format: 'Code128', text: 'RG000123' }])
      await printer.close()
      await zebra.close()
    })

    it('[PR4] fails in bounded time when the port is open but nobody answers', async () => {
      const pty = await openPty()
      if (!pty) throw new Error(ptyMissing)
      const printer = openSerialPrinter({ name: 'Dead', path: pty.path, baudRate: 9600 }, realClock(20))
      expect(await becomes(printer, 'lost')).toMatchObject({ fault: 'PRINTER_LOST' })
      expect(await faultOf(printer.print(label('x'), never))).toBe('PRINTER_LOST')
      await printer.close()
      await pty.close()
    })
  })
} else it.todo(`[PR1] the serial printer driver ${ptyMissing}`)

describe('a serial printer that is not there', () => {
  it('[PR4] is a state that names the path, and prints nothing', async () => {
    const printer = openSerialPrinter({ name: 'Absent', path: '/dev/no-such-port', baudRate: 9600 }, clock)
    expect(await becomes(printer, 'lost', 'PRINTER_LOST')).toMatchObject({
      detail: expect.stringContaining('/dev/no-such-port'),
    })
    expect(await faultOf(printer.print(label('x'), never))).toBe('PRINTER_LOST')
    await printer.close()
  })
})
