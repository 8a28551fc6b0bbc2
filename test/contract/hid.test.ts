import { describe, expect, it } from 'vitest'
import { machineHid } from '../../drivers/hid/node-hid.ts'
import type { HidHost } from '../../drivers/hid/port.ts'
import { simulatedHid } from '../../drivers/hid/simulated.ts'

const info = {
  path: '/dev/hidraw7',
  vendorId: 1,
  productId: 2,
  serialNumber: 'A',
  about: 'Maker Thing',
  usagePage: 0x8c,
  usage: 2,
}

describe('HID devices in memory', () => {
  it('[HI1] [HI3] are listed while plugged in, end with a reason, and open again', async () => {
    const hid = simulatedHid()
    const device = hid.add(info)
    expect(await hid.list()).toEqual([info])
    const connection = await hid.open(info.path, () => {})
    device.unplug()
    expect(await connection.ended).toBe('device disconnected')
    await expect(connection.write([4, 1])).rejects.toThrow()
    expect(await hid.list()).toEqual([])
    device.plug()
    await (await hid.open(info.path, () => {})).write([4, 1])
    expect(device.received).toEqual([[4, 1]])
  })

  it('[HI2] are heard in order while open', async () => {
    const hid = simulatedHid()
    const device = hid.add(info)
    const heard: number[] = []
    const connection = await hid.open(info.path, (report) => heard.push(report[0] ?? -1))
    for (const first of [1, 2, 3]) device.report(Uint8Array.of(first, 0))
    await connection.close()
    await connection.close()
    device.report(Uint8Array.of(4, 0))
    expect(heard).toEqual([1, 2, 3])
  })
})

/** What any host promises of a device that is not there. */
async function refusesAbsent(hid: HidHost): Promise<void> {
  await expect(hid.open('/dev/no-such-hidraw', () => {})).rejects.toThrow(/\S/)
}

describe('the HID devices of this machine', () => {
  it('[HI1] are a list, also an empty one', async () => {
    expect(await machineHid.list()).toBeInstanceOf(Array)
  })

  it('[HI4] an absent device is refused with a sentence', async () => {
    await refusesAbsent(machineHid)
    await refusesAbsent(simulatedHid())
  })
})
