import { expect, it } from 'vitest'
import { simulatedHid } from '../../drivers/hid/simulated.ts'
import { openHidScanner } from '../../drivers/scanner/hid-pos.ts'
import { posReports } from '../../drivers/scanner/pos-report.ts'
import { reaches, takeScans } from '../contract/scanner.ts'
import { realClock } from '../rigs/real-clock.ts'

function bench() {
  const hid = simulatedHid()
  const usage = { usagePage: 0x8c, usage: 2, vendorId: 0x05e0, productId: 0x1300 }
  const device = hid.add({ path: '/dev/hidraw0', serialNumber: 'SN-1', about: 'Hand scanner', ...usage })
  return { device, scanner: openHidScanner({ name: 'Hand scanner', hid }, realClock(10)) }
}

it('[SC8] reports of the wrong length and of another kind: none becomes a scan, each is counted, and the next code comes whole', async () => {
  const { device, scanner } = bench()
  await reaches(scanner, 'ready')
  const scans = takeScans(scanner, 1)
  for (const bytes of [[], [2], [2, 13, 0x5d], [7, ...Array.from({ length: 63 }, () => 1)]])
    device.report(Uint8Array.from(bytes))
  for (const report of posReports('4006381333931', ']E0')) device.report(report)
  expect(await scans).toEqual([']E04006381333931'])
  expect(scanner.refused()).toBe(4)
  expect(scanner.state()).toEqual({ kind: 'ready' })
  await scanner.close()
})

it('[SC8] firmware that lies about the length: the code is cut to what the report holds, and not joined to the next', async () => {
  const { device, scanner } = bench()
  await reaches(scanner, 'ready')
  const scans = takeScans(scanner, 2)
  for (const report of posReports('4006381333931', ']E0')) {
    const lying = Uint8Array.from(report)
    lying[1] = 255
    device.report(lying)
  }
  for (const report of posReports('4006381333948', ']E0')) device.report(report)
  expect(await scans).toEqual([']E04006381333931', ']E04006381333948'])
  await scanner.close()
})
