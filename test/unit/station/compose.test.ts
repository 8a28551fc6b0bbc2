import { expect, it } from 'vitest'
import { composeDevices } from '../../../main/station/compose.ts'
import { checkConfig } from '../../../main/station/config.ts'
import { closeDevices } from '../../../main/station/devices.ts'
import { handClock } from '../../rigs/hand-clock.ts'

it('[CF2] without configured devices the simulated rig runs', async () => {
  const devices = composeDevices(checkConfig({}, 'test'), handClock())
  expect(devices.simulation).toBeDefined()
  expect(devices.cameras.map((each) => each.device.role)).toEqual(['top', 'left', 'right', 'front'])
  await closeDevices(devices)
})

it('[CF2] one configured device is enough for nothing to be simulated', async () => {
  const config = checkConfig({ cameras: [{ driver: 'page', name: 'webcam', role: 'top' }] }, 'test')
  const devices = composeDevices(config, handClock())
  expect(devices.simulation).toBeUndefined()
  expect(devices).toMatchObject({ scanners: [], printer: undefined, cameras: [{ driver: 'page' }] })
  await closeDevices(devices)
})

it.each(['network', 'usb', 'serial'] as const)(
  '[CF2] a %s printer and a HID scanner are made as configured',
  async (driver) => {
    const where = driver === 'network' ? { host: '127.0.0.1', port: 9 } : { path: '/dev/no-such-port' }
    const config = checkConfig(
      {
        scanners: [{ driver: 'hid', name: 'bench scanner', serialNumber: 'none has this' }],
        printer: { driver, name: 'label printer', ...where },
      },
      'test',
    )
    const devices = composeDevices(config, handClock())
    expect(devices.printer).toMatchObject({ driver, device: { name: 'label printer' } })
    expect(devices.scanners).toMatchObject([{ driver: 'hid', device: { name: 'bench scanner' } }])
    await closeDevices(devices)
  },
)
