import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { composeDevices } from '../../../main/station/compose.ts'
import { checkConfig } from '../../../main/station/config.ts'
import { closeDevices } from '../../../main/station/devices.ts'
import { drawnFrame } from '../../rigs/eyes/drawn-frames.ts'
import { freshFolder } from '../../rigs/fresh-folder.ts'
import { handClock } from '../../rigs/hand-clock.ts'
import { realClock } from '../../rigs/real-clock.ts'
import { until } from '../../rigs/until.ts'

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

it.each([
  [undefined, ['IMG_1.jpg']],
  ['stay', ['IMG_1.jpg']],
  ['move', ['taken']],
] as const)('[CF2] a folder camera that is to %s leaves %j behind', async (after, left) => {
  const folder = freshFolder()
  const camera = { driver: 'folder', name: 'tethered', role: 'top', folder, ...(after ? { after } : {}) }
  const devices = composeDevices(checkConfig({ cameras: [camera] }, 'test'), realClock(5))
  const { bytes } = await drawnFrame()
  const shot = devices.cameras[0]?.device.shoot(AbortSignal.timeout(20_000))
  // Written when the driver has looked at what was there before.
  await new Promise((resolve) => setTimeout(resolve, 200))
  writeFileSync(join(folder, 'IMG_1.jpg'), bytes)
  expect((await shot)?.bytes.length).toBe(bytes.length)
  await closeDevices(devices)
  expect(readdirSync(folder)).toEqual(left)
})

it('[CF1] what a folder camera may do with its pictures is named', () => {
  const camera = { driver: 'folder', name: 'tethered', role: 'top', folder: '.', after: 'delete' }
  expect(() => checkConfig({ cameras: [camera] }, 'dock.json')).toThrow(
    /cameras\.0\.after.*"delete".*"stay"\|"move"/,
  )
})

it('[CF2] a scale is made as configured, and enough for nothing to be simulated', async () => {
  const scale = {
    driver: 'serial',
    name: 'bench scale',
    path: '/dev/no-such-port',
    protocol: 'w',
    unit: 'lb',
  }
  const devices = composeDevices(checkConfig({ scale }, 'test'), handClock())
  expect(devices.simulation).toBeUndefined()
  expect(devices.scale).toMatchObject({ driver: 'serial', device: { name: 'bench scale' } })
  await closeDevices(devices)
  expect(() => checkConfig({ scale: { ...scale, unit: 'stone' } }, 'test')).toThrow(
    'scale.unit: found "stone"',
  )
})

it('[CF2] a signal light is made as configured', async () => {
  const signal = { driver: 'serial', name: 'stack light', path: '/dev/no-such-port', relays: { red: 7 } }
  const devices = composeDevices(checkConfig({ signal }, 'test'), handClock())
  expect(devices.simulation).toBeUndefined()
  expect(devices.signal).toMatchObject({ driver: 'serial', device: { name: 'stack light' } })
  await closeDevices(devices)
})

const wall = { driver: 'http', name: 'wall', role: 'label', url: 'http://127.0.0.1:9/photo.jpg' }

it('[CF4] a camera scanner looks through the camera of its role, and its state is that of the camera', async () => {
  const scanners = [{ driver: 'camera', name: 'label reader', role: 'label' }]
  const devices = composeDevices(checkConfig({ scanners, cameras: [wall] }, 'test'), realClock(5))
  expect(devices.scanners).toMatchObject([{ driver: 'camera', device: { name: 'label reader' } }])
  const state = await until(
    () => devices.scanners[0]?.device.state(),
    (now) => now?.kind === 'lost',
    'a camera that does not answer',
  )
  expect(state).toMatchObject({ fault: 'SCANNER_BLIND', detail: expect.stringContaining('wall') })
  await closeDevices(devices)
})

it.each([
  [{ role: 'top' }, [wall], /scanners\.0\.role: found "top"; no camera has this role.*label/],
  [
    { role: 'label' },
    [{ driver: 'page', name: 'webcam', role: 'label' }],
    /scanners\.0\.watch.*page camera.*"watch": false/,
  ],
  [{ role: 'behind' }, [wall], /scanners\.0\.role: found "behind"/],
])('[CF4] a camera scanner that cannot see is refused by name: %j', (scanner, cameras, sentence) => {
  const scanners = [{ driver: 'camera', name: 'label reader', ...scanner }]
  expect(() => checkConfig({ scanners, cameras }, 'dock.json')).toThrow(sentence)
})

it('[CF4] the photographs of a page camera can be read', () => {
  const scanners = [{ driver: 'camera', name: 'label reader', role: 'label', watch: false }]
  const cameras = [{ driver: 'page', name: 'webcam', role: 'label' }]
  expect(checkConfig({ scanners, cameras }, 'test').scanners).toMatchObject([{ watch: false }])
})
