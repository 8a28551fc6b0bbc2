import { describe, expect, it } from 'vitest'
import type { Framing } from '../../drivers/scanner/framing.ts'
import { openSerialScanner } from '../../drivers/scanner/serial.ts'
import { reaches, scannerContract, takeScans } from '../contract/scanner.ts'
import { machineClock as clock } from '../rigs/vm/guest/machine-clock.ts'
import { openUsbCable } from '../rigs/vm/guest/usb-cable.ts'

async function bench(framing: Framing = 'line') {
  const port = await openUsbCable('scanner')
  const scanner = openSerialScanner({ name: 'Serial', path: port.path, baudRate: 9600, framing }, clock)
  return {
    ...{ port, scanner },
    present: (text: string) => port.write(`${text}\r\n`),
    cable: { send: port.write, unplug: port.unplug, plug: port.plug },
    async close() {
      await scanner.close()
      await port.close()
    },
  }
}

scannerContract('the serial driver on a USB serial port', () => bench(), 'bytes')

describe('a serial scanner on USB', () => {
  it('[SC1] gives codes between STX and ETX, and drops what stands outside', async () => {
    const { port, scanner, close } = await bench('stx')
    await reaches(scanner, 'ready')
    const taken = takeScans(scanner, 2)
    port.write('tail\x03\x02first\rhalf\x03\r\n\x02second\x03')
    expect(await taken).toEqual(['first\rhalf', 'second'])
    await close()
  })

  it('[SC3] never joins a code cut in two by the cable to the next one', async () => {
    const { port, scanner, present, close } = await bench()
    await reaches(scanner, 'ready')
    const first = takeScans(scanner, 1)
    present('whole')
    port.write('half of a co')
    expect(await first).toEqual(['whole'])
    await port.unplug()
    await reaches(scanner, 'lost')
    await port.plug()
    await reaches(scanner, 'ready')
    const taken = takeScans(scanner, 1)
    present('4006381333931')
    expect(await taken).toEqual(['4006381333931'])
    await close()
  })

  it('[SC3] [LI4] is busy while another program holds its port, and names it, then opens', async () => {
    const { port, scanner: other, close } = await bench()
    await reaches(other, 'ready')
    const scanner = openSerialScanner({ name: 'Second', path: port.path, baudRate: 9600 }, clock)
    expect(await reaches(scanner, 'lost')).toMatchObject({
      fault: 'SCANNER_BUSY',
      detail: expect.stringContaining(`(${process.pid})`),
    })
    await other.close()
    await reaches(scanner, 'ready')
    await scanner.close()
    await close()
  })
})
