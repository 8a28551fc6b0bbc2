import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openUsbPrinter } from '../../drivers/printer/usb.ts'
import { freshFolder } from '../rigs/fresh-folder.ts'
import { hasPty, openPty, ptyMissing } from '../rigs/pty.ts'
import { realClock } from '../rigs/real-clock.ts'
import { openZebra } from '../rigs/zebra.ts'
import { becomes, faultOf, label, printerContract } from './printer.ts'
import { zebraBench } from './zebra-bench.ts'

const clock = realClock(4)
const never = new AbortController().signal

// A pseudo-terminal is a character device as /dev/usb/lp0 is one: opened without blocking, read by looking.
if (hasPty)
  printerContract('the device-file driver on a pseudo-terminal', async () => {
    const pty = await openPty()
    const zebra = pty && (await openZebra(pty, { labelMs: 40 }))
    if (!zebra) throw new Error(ptyMissing)
    const printer = openUsbPrinter({ name: 'USB', path: zebra.path }, clock)
    return zebraBench(printer, zebra)
  })
else it.todo(`[PR1] the device-file printer driver ${ptyMissing}`)

describe('a USB printer that is not there', () => {
  it('[PR4] [PR7] is a state that names the path, and can be closed', async () => {
    const printer = openUsbPrinter({ name: 'Absent', path: '/dev/usb/no-such-lp' }, clock)
    expect(await becomes(printer, 'lost', 'PRINTER_LOST')).toMatchObject({
      detail: expect.stringContaining('/dev/usb/no-such-lp'),
    })
    expect(await faultOf(printer.print(label('x'), never))).toBe('PRINTER_LOST')
    await printer.close()
  })

  it('[PR4] a path that is an ordinary file is refused, and the file stays as it is', async () => {
    const path = join(freshFolder(), 'lp0')
    writeFileSync(path, 'mine')
    const printer = openUsbPrinter({ name: 'File', path }, clock)
    expect(await becomes(printer, 'lost', 'PRINTER_LOST')).toMatchObject({
      detail: expect.stringContaining('no device but a file'),
    })
    await printer.close()
  })
})

const path = process.env.REGRADE_USB_PRINTER

describe('a real USB label printer', () => {
  if (path) {
    it('[PR1] prints one label and confirms it', { timeout: 90_000 }, async () => {
      const printer = openUsbPrinter({ name: 'Real', path }, realClock())
      await becomes(printer, 'ready')
      expect(await faultOf(printer.print(label('Regrade: Żółw ß €'), AbortSignal.timeout(60_000)))).toBe(
        'none',
      )
      await printer.close()
    })
  } else it.todo('[PR1] prints one label (set REGRADE_USB_PRINTER to its device file, such as /dev/usb/lp0)')
})
