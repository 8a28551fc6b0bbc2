import { expect, it } from 'vitest'
import type { MakeStream } from '../../drivers/line/connection.ts'
import { realStream } from '../../drivers/line/connection.ts'
import { openFailure } from '../../drivers/line/open-failure.ts'
import { openSerialPrinter } from '../../drivers/printer/serial-zpl.ts'
import { openSerialScanner } from '../../drivers/scanner/serial.ts'
import { faults } from '../../main/kernel/fault.ts'
import { becomes, label } from '../contract/printer.ts'
import { reaches, takeScans } from '../contract/scanner.ts'
import { hasPty, openPty, ptyMissing } from '../rigs/pty.ts'
import { realClock } from '../rigs/real-clock.ts'
import { openZebra } from '../rigs/zebra.ts'

const clock = realClock(4)

/** The machine's ports, of which this account may open none until it is let in. Tests run as root, which may open all. */
function guarded(): { readonly makeStream: MakeStream; letIn(): void } {
  let allowed = false
  return {
    makeStream: (settings) => {
      const port = realStream(settings)
      const denied = new Error(`Error: Permission denied, cannot open ${settings.path}`)
      if (!allowed) port.open = (done) => done(denied)
      return port
    },
    letIn() {
      allowed = true
    },
  }
}

if (hasPty) {
  it('[SC3] [LI4] this account may not open the scanner: that is said with what to do, and it opens once it may', async () => {
    const [pty, { makeStream, letIn }] = [await openPty(), guarded()]
    if (!pty) throw new Error(ptyMissing)
    const scanner = openSerialScanner({ name: 'Scanner', path: pty.path, baudRate: 9600, makeStream }, clock)
    expect(await reaches(scanner, 'lost')).toEqual({
      ...{ kind: 'lost', fault: 'DEVICE_DENIED' },
      detail: `This account may not open ${pty.path}.`,
    })
    expect(faults.DEVICE_DENIED.hint).toMatch(/administrator.*Set-up says how/)
    letIn()
    await reaches(scanner, 'ready')
    const scans = takeScans(scanner, 1)
    pty.write('4006381333931\r')
    expect(await scans).toEqual(['4006381333931'])
    await scanner.close()
    await pty.close()
  })

  it('[PR9] [LI4] this account may not open the printer: the same, and the label prints once it may', async () => {
    const [zebra, { makeStream, letIn }] = [await openZebra(undefined, { labelMs: 40 }), guarded()]
    if (!zebra) throw new Error(ptyMissing)
    const options = { name: 'Printer', path: zebra.path, baudRate: 9600, makeStream }
    const printer = openSerialPrinter(options, clock)
    expect(await becomes(printer, 'lost', 'DEVICE_DENIED')).toMatchObject({
      detail: `This account may not open ${zebra.path}.`,
    })
    letIn()
    await becomes(printer, 'ready')
    await printer.print(label('item'), new AbortController().signal)
    expect(zebra.labels).toHaveLength(1)
    await printer.close()
    await zebra.close()
  })
} else it.todo(`[LI4] this account may not open a serial port: ${ptyMissing}`)

it('[LI4] this account may not open /dev/usb/lp0: Node says it in other words', () => {
  const words = "EACCES: permission denied, open '/dev/usb/lp0'"
  expect(openFailure('/dev/usb/lp0', words, { lost: 'PRINTER_LOST', busy: 'PRINTER_BUSY' })).toEqual({
    ...{ kind: 'lost', fault: 'DEVICE_DENIED' },
    detail: 'This account may not open /dev/usb/lp0.',
  })
})
