import { describe, expect, it } from 'vitest'
import type { Scanner } from '../../drivers/scanner/port.ts'
import { openSerialScanner } from '../../drivers/scanner/serial.ts'
import { hasPty, openPty, ptyMissing } from '../rigs/pty.ts'
import { openMockPort } from '../rigs/pty-mock.ts'
import { realClock } from '../rigs/real-clock.ts'
import { reaches, type ScannerBench, scannerContract, takeScans } from './scanner.ts'

const clock = realClock(10)

/** The far end of a serial port, real or mocked. */
interface FarEnd {
  write(bytes: Uint8Array): void
  unplug(): Promise<void>
  plug(): Promise<void>
  close(): Promise<void>
}

function benchOf(scanner: Scanner, farEnd: FarEnd): ScannerBench {
  return {
    scanner,
    present: (text) => farEnd.write(Buffer.from(`${text}\r\n`)),
    cable: {
      send: (bytes) => farEnd.write(bytes),
      unplug: () => farEnd.unplug(),
      plug: () => farEnd.plug(),
    },
    async close() {
      await scanner.close()
      await farEnd.close()
    },
  }
}

async function needPty() {
  const pty = await openPty()
  if (!pty) throw new Error(ptyMissing)
  return pty
}

scannerContract(
  'the serial driver on a mocked port',
  async () => {
    const port = openMockPort()
    const { path, makeStream } = port
    return benchOf(openSerialScanner({ name: 'Mocked', path, baudRate: 9600, makeStream }, clock), port)
  },
  'bytes',
)

if (hasPty) {
  scannerContract(
    'the serial driver on a pseudo-terminal',
    async () => {
      const pty = await needPty()
      return benchOf(openSerialScanner({ name: 'Serial', path: pty.path, baudRate: 9600 }, clock), pty)
    },
    'bytes',
  )

  describe('a serial scanner', () => {
    it('[SC2] frees the port: it can be opened again at once', async () => {
      const pty = await needPty()
      const options = { name: 'Serial', path: pty.path, baudRate: 9600 }
      const first = openSerialScanner(options, clock)
      await reaches(first, 'ready')
      await first.close()
      const second = openSerialScanner(options, clock)
      await reaches(second, 'ready')
      await second.close()
      await pty.close()
    })

    it('[SC3] is busy while another program holds the port, then opens', async () => {
      const pty = await needPty()
      const options = { name: 'Serial', path: pty.path, baudRate: 9600 }
      const other = openSerialScanner(options, clock)
      await reaches(other, 'ready')
      const scanner = openSerialScanner(options, clock)
      expect(await reaches(scanner, 'lost')).toMatchObject({ fault: 'SCANNER_BUSY' })
      await other.close()
      await reaches(scanner, 'ready')
      await scanner.close()
      await pty.close()
    })

    it('[SC1] reads codes between STX and ETX', async () => {
      const pty = await needPty()
      const scanner = openSerialScanner(
        { name: 'Framed', path: pty.path, baudRate: 9600, framing: 'stx' },
        clock,
      )
      await reaches(scanner, 'ready')
      const taken = takeScans(scanner, 2)
      pty.write('tail\x03\x02first\rhalf\x03\r\n\x02second\x03')
      expect(await taken).toEqual(['first\rhalf', 'second'])
      await scanner.close()
      await pty.close()
    })
  })
} else it.todo(`[SC1] the serial scanner driver ${ptyMissing}`)

describe('a serial scanner that is not there', () => {
  it('[SC3] is a state that names the path, and can be closed', async () => {
    const scanner = openSerialScanner({ name: 'Absent', path: '/dev/no-such-port', baudRate: 9600 }, clock)
    expect(await reaches(scanner, 'lost')).toMatchObject({
      fault: 'SCANNER_LOST',
      detail: expect.stringContaining('/dev/no-such-port'),
    })
    await scanner.close()
  })
})
