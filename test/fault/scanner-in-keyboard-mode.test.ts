import { expect, it } from 'vitest'
import { simulatedHid } from '../../drivers/hid/simulated.ts'
import { openHidScanner } from '../../drivers/scanner/hid-pos.ts'
import { posReports } from '../../drivers/scanner/pos-report.ts'
import { faults } from '../../main/kernel/fault.ts'
import { reaches, takeScans } from '../contract/scanner.ts'
import { realClock } from '../rigs/real-clock.ts'

const zebra = { vendorId: 0x05e0, productId: 0x1300, serialNumber: 'SN-0001', about: 'Zebra DS2208' }

it('[SC10] says what to switch, and reads by itself once it is switched', async () => {
  const hid = simulatedHid()
  const keyboard = hid.add({ ...zebra, path: '/dev/hidraw0', usagePage: 1, usage: 6 })
  const scanner = openHidScanner({ name: 'Dock scanner', hid, serialNumber: 'SN-0001' }, realClock(20))
  expect(await reaches(scanner, 'lost')).toMatchObject({ fault: 'SCANNER_KEYBOARD' })
  expect(faults.SCANNER_KEYBOARD.hint).toMatch(/USB HID POS/)

  // Switching modes takes the scanner off the bus and brings it back as another device.
  keyboard.unplug()
  const pos = hid.add({ ...zebra, path: '/dev/hidraw1', usagePage: 0x8c, usage: 2 })
  await reaches(scanner, 'ready')
  const taken = takeScans(scanner, 1)
  for (const report of posReports('4006381333931', ']E0')) pos.report(report)
  expect(await taken).toEqual([']E04006381333931'])
  await scanner.close()
})
