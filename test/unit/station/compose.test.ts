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
