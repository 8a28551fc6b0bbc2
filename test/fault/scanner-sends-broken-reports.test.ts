import { expect, it } from 'vitest'
import { simulatedHid } from '../../drivers/hid/simulated.ts'
import { openHidScanner } from '../../drivers/scanner/hid-pos.ts'
import { posReports } from '../../drivers/scanner/pos-report.ts'
import { faults } from '../../main/kernel/fault.ts'
import { reaches, takeScans } from '../contract/scanner.ts'
import { realClock } from '../rigs/real-clock.ts'
import { until } from '../rigs/until.ts'

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

it('[SC16] a scanner that sends nothing but reports nobody can read is told with what to do, and the next code ends it', async () => {
  const { device, scanner } = bench()
  await reaches(scanner, 'ready')
  const scans = takeScans(scanner, 2)
  const said: string[] = []
  scanner.onState((state) => said.push(state.kind === 'lost' ? state.fault : state.kind))
  const wrong = Uint8Array.from([7, 1, 2])
  device.report(wrong)
  device.report(wrong)
  expect(scanner.state()).toEqual({ kind: 'ready' })
  for (const report of posReports('4006381333931', ']E0')) device.report(report)
  device.report(wrong)
  device.report(wrong)
  expect(scanner.state()).toEqual({ kind: 'ready' })
  device.report(Uint8Array.from([2]))
  device.report(wrong)
  expect(scanner.state()).toEqual({
    ...{ kind: 'lost', fault: 'SCANNER_UNREADABLE' },
    detail: 'Hand scanner sends reports that cannot be read; the last: 1 byte, the first of them 2.',
  })
  expect(faults.SCANNER_UNREADABLE.hint).toMatch(/USB HID POS.*cable.*firmware/)
  for (const report of posReports('4006381333948', ']E0')) device.report(report)
  expect(await scans).toEqual([']E04006381333931', ']E04006381333948'])
  expect(said).toEqual(['SCANNER_UNREADABLE', 'ready'])
  await scanner.close()
})

it('[SC16] the cable is pulled and put back: what was sent before says nothing of the scanner now', async () => {
  const { device, scanner } = bench()
  await reaches(scanner, 'ready')
  for (let times = 0; times < 3; times += 1) device.report(Uint8Array.from([7]))
  expect(scanner.state()).toMatchObject({ fault: 'SCANNER_UNREADABLE' })
  device.unplug()
  await until(
    () => scanner.state(),
    (state) => state.kind === 'lost' && state.fault === 'SCANNER_LOST',
    'the cable to be missed',
  )
  device.plug()
  await reaches(scanner, 'ready')
  device.report(Uint8Array.from([7]))
  expect(scanner.state()).toEqual({ kind: 'ready' })
  await scanner.close()
})

it('[SC8] [SC16] firmware that says a report holds nothing while it holds a code: no scan, counted and told', async () => {
  const { device, scanner } = bench()
  await reaches(scanner, 'ready')
  const [report = new Uint8Array()] = posReports('4006381333931', ']E0')
  const lying = Uint8Array.from(report)
  lying[1] = 0
  for (let times = 0; times < 3; times += 1) device.report(lying)
  expect(scanner.refused()).toBe(3)
  expect(scanner.state()).toMatchObject({
    fault: 'SCANNER_UNREADABLE',
    detail: expect.stringContaining('64 bytes'),
  })
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
