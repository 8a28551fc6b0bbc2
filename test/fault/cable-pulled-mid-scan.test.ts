import { describe, expect, it } from 'vitest'
import { openSerialScanner } from '../../drivers/scanner/serial.ts'
import { reaches, takeScans } from '../contract/scanner.ts'
import { hasPty, openPty, ptyMissing } from '../rigs/pty.ts'
import { openMockPort } from '../rigs/pty-mock.ts'
import { realClock } from '../rigs/real-clock.ts'

const clock = realClock(10)

describe("the scanner's cable is pulled in the middle of a scan", () => {
  it('[SC3] the half code is never joined to the next one (mocked port)', async () => {
    const port = openMockPort()
    const { path, makeStream } = port
    const scanner = openSerialScanner({ name: 'Dock scanner', path, baudRate: 9600, makeStream }, clock)
    await reaches(scanner, 'ready')
    const taken = takeScans(scanner, 2)
    port.write(Buffer.from('whole\r400638'))
    await new Promise((resolve) => setTimeout(resolve, 50))
    await port.unplug()
    await reaches(scanner, 'lost')
    await port.plug()
    await reaches(scanner, 'ready')
    port.write(Buffer.from('5901234123457\r'))
    expect(await taken).toEqual(['whole', '5901234123457'])
    await scanner.close()
  })

  // Pulled right after bytes came: then the port is being read, and serialport alone would never tell (bindings-cpp issue 162).
  const pulls = Array.from({ length: 6 }, (_, index) => index)
  if (hasPty)
    it.each(pulls)(
      '[SC3] is noticed while the port is being read, and the scanner comes back (pull %i)',
      async () => {
        const pty = await openPty()
        if (!pty) throw new Error(ptyMissing)
        const scanner = openSerialScanner({ name: 'Dock scanner', path: pty.path, baudRate: 9600 }, clock)
        await reaches(scanner, 'ready')
        pty.write('whole\r400638')
        expect(await takeScans(scanner, 1)).toEqual(['whole'])
        await pty.unplug()
        expect(await reaches(scanner, 'lost')).toMatchObject({ fault: 'SCANNER_LOST' })
        await pty.plug()
        await reaches(scanner, 'ready')
        pty.write('5901234123457\r')
        expect(await takeScans(scanner, 1)).toEqual(['5901234123457'])
        await scanner.close()
        await pty.close()
      },
    )
  else it.todo(`[SC3] is noticed while the port is being read: ${ptyMissing}`)
})
