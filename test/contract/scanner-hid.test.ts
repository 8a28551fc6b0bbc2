import { describe, expect, it } from 'vitest'
import type { HidInfo } from '../../drivers/hid/port.ts'
import { simulatedHid } from '../../drivers/hid/simulated.ts'
import { openHidScanner } from '../../drivers/scanner/hid-pos.ts'
import { posReports } from '../../drivers/scanner/pos-report.ts'
import { realClock } from '../rigs/real-clock.ts'
import { reaches, scannerContract, takeScans } from './scanner.ts'

const clock = realClock(20)
const pos: HidInfo = {
  path: '/dev/hidraw0',
  vendorId: 0x05e0,
  productId: 0x1300,
  serialNumber: 'SN-0001',
  about: 'Zebra DS2208',
  usagePage: 0x8c,
  usage: 2,
}

function bench(aim = '', info = pos) {
  const hid = simulatedHid()
  const device = hid.add(info)
  const scanner = openHidScanner({ name: 'HID', hid }, clock)
  const present = (text: string) => {
    for (const report of posReports(text, aim)) device.report(report)
  }
  return { hid, device, scanner, present, cable: device, close: () => scanner.close() }
}

scannerContract('the HID POS driver on a device in memory', async () => bench(), 'reports')

describe('a HID POS scanner', () => {
  it('[SC7] joins a long code and keeps its AIM identifier once, in front', async () => {
    const { scanner, present, close } = bench(']d2')
    await reaches(scanner, 'ready')
    const long = `0104006381333931\x1d21${'A'.repeat(150)}`
    const taken = takeScans(scanner, 2)
    present(long)
    present('4006381333931')
    expect(await taken).toEqual([`]d2${long}`, ']d24006381333931'])
    await close()
  })

  it('[SC3] never joins half a code to what comes after the cable is back', async () => {
    const { scanner, device, present, close } = bench()
    await reaches(scanner, 'ready')
    const [half = new Uint8Array()] = posReports('x'.repeat(80))
    device.report(half)
    device.unplug()
    await reaches(scanner, 'lost')
    device.plug()
    await reaches(scanner, 'ready')
    const taken = takeScans(scanner, 1)
    present('4006381333931')
    expect(await taken).toEqual(['4006381333931'])
    await close()
  })

  it('[SC9] names the scanners when several fit, and takes the one whose serial number is given', async () => {
    const hid = simulatedHid()
    hid.add(pos)
    const second = hid.add({ ...pos, path: '/dev/hidraw1', serialNumber: 'SN-0002' })
    const unclear = openHidScanner({ name: 'HID', hid }, clock)
    expect(await reaches(unclear, 'lost')).toMatchObject({
      fault: 'SCANNER_UNCLEAR',
      detail: expect.stringMatching(/SN-0001.*SN-0002/),
    })
    const scanner = openHidScanner({ name: 'HID', hid, serialNumber: 'SN-0002' }, clock)
    await reaches(scanner, 'ready')
    const taken = takeScans(scanner, 1)
    for (const report of posReports('second')) second.report(report)
    expect(await taken).toEqual(['second'])
    await Promise.all([unclear.close(), scanner.close()])
  })

  it('[SC10] says that a scanner is in keyboard mode', async () => {
    const { scanner, close } = bench('', { ...pos, usagePage: 1, usage: 6 })
    expect(await reaches(scanner, 'lost')).toMatchObject({
      fault: 'SCANNER_KEYBOARD',
      detail: 'Zebra DS2208 (serialNumber SN-0001) is in keyboard mode.',
    })
    await close()
  })

  it('[SC3] says that this account may not open it', async () => {
    const { hid, scanner, close } = bench()
    hid.refuse('cannot open device with path /dev/hidraw0: Permission denied')
    expect(await reaches(scanner, 'lost')).toMatchObject({ fault: 'DEVICE_DENIED' })
    hid.refuse(undefined)
    await reaches(scanner, 'ready')
    await close()
  })

  it('[SC11] switches the trigger, and fails when the scanner is gone', async () => {
    const { scanner, device, close } = bench()
    await reaches(scanner, 'ready')
    await scanner.trigger(true)
    await scanner.trigger(false)
    expect(device.received).toEqual([
      [4, 1],
      [4, 0],
    ])
    device.unplug()
    await expect(scanner.trigger(true)).rejects.toMatchObject({ code: 'SCANNER_LOST' })
    await close()
  })

  it('turns HID POS reports on where the maker wants to be asked', async () => {
    const { scanner, device, close } = bench('', { ...pos, vendorId: 0x0c2e })
    await reaches(scanner, 'ready')
    expect(device.received).toEqual([[0xfe, 1]])
    await close()
  })
})

const serialNumber = process.env.REGRADE_HID_SCANNER

describe('a real HID POS scanner', () => {
  if (serialNumber) {
    it('[SC7] gives the code a person scans now', { timeout: 90_000 }, async () => {
      const scanner = openHidScanner({ name: 'Real', serialNumber }, realClock())
      await reaches(scanner, 'ready')
      console.log(`Scan any code with the scanner ${serialNumber} now.`)
      const [text = ''] = await takeScans(scanner, 1)
      await scanner.close()
      expect(text).toMatch(/^\][A-Za-z][0-9A-Za-z]./)
    })
  } else it.todo('[SC7] gives the code a person scans (set REGRADE_HID_SCANNER to its serial number)')
})
