import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
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

/** A machine's folders with printers in them: devices are numbered in the order in which they are plugged in. */
function bench() {
  const root = freshFolder()
  const sources = { folder: join(root, 'dev'), kernel: join(root, 'sys') }
  const plug = (name: string, serialNumber: string, device: string) => {
    const usb = join(root, 'usb', serialNumber)
    mkdirSync(join(usb, 'interface'), { recursive: true })
    writeFileSync(join(usb, 'serial'), `${serialNumber}\n`)
    writeFileSync(join(usb, 'interface/ieee1284_id'), 'MFG:Bench;MDL:Labels;')
    mkdirSync(join(sources.folder, 'usb'), { recursive: true })
    mkdirSync(join(sources.kernel, 'usbmisc', name), { recursive: true })
    symlinkSync(join(usb, 'interface'), join(sources.kernel, 'usbmisc', name, 'device'))
    symlinkSync(device, join(sources.folder, 'usb', name))
  }
  const unplug = (name: string) => {
    rmSync(join(sources.folder, 'usb', name))
    rmSync(join(sources.kernel, 'usbmisc', name), { recursive: true })
  }
  return { sources, plug, unplug }
}

describe('a USB printer named by its serial number', () => {
  if (hasPty)
    it('[PR12] is found under whatever number it comes back with, beside another of its kind', async () => {
      const zebra = await openZebra(undefined, { labelMs: 40 })
      if (!zebra) throw new Error(ptyMissing)
      const { sources, plug, unplug } = bench()
      plug('lp0', 'OTHER', '/dev/null')
      plug('lp1', 'MINE', zebra.path)
      const printer = openUsbPrinter({ name: 'USB', serialNumber: 'MINE' }, clock, sources)
      await becomes(printer, 'ready')
      await zebra.unplug()
      unplug('lp1')
      await becomes(printer, 'lost', 'PRINTER_LOST')
      await zebra.plug()
      plug('lp3', 'MINE', zebra.path)
      await becomes(printer, 'ready')
      await printer.print(label('x'), never)
      expect(zebra.labels.map(({ zpl }) => zpl)).toEqual([label('x')])
      await printer.close()
      await zebra.close()
    })
  else it.todo(`[PR12] a printer that comes back under another number ${ptyMissing}`)

  it('[PR12] that is not there is lost, and those that are there are named', async () => {
    const { sources, plug } = bench()
    plug('lp0', 'OTHER', '/dev/null')
    const printer = openUsbPrinter({ name: 'USB', serialNumber: 'MINE' }, clock, sources)
    expect(await becomes(printer, 'lost', 'PRINTER_LOST')).toMatchObject({
      detail:
        'No USB printer with serialNumber MINE is plugged in; those that are: Bench Labels (serialNumber OTHER).',
    })
    await printer.close()
  })

  it('[PR12] is never the first of several, where none is named', async () => {
    const { sources, plug } = bench()
    plug('lp0', 'ONE', '/dev/null')
    plug('lp1', 'TWO', '/dev/null')
    const printer = openUsbPrinter({ name: 'USB' }, clock, sources)
    expect(await becomes(printer, 'lost', 'PRINTER_LOST')).toMatchObject({
      detail: expect.stringMatching(/^Several USB printers fit .*serialNumber ONE.*serialNumber TWO/),
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
