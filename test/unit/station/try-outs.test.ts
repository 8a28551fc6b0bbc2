import { userInfo } from 'node:os'
import { expect, it } from 'vitest'
import { simulatedSignal } from '../../../drivers/signal/simulated.ts'
import type { Plugged } from '../../../main/kernel/plugged.ts'
import type { Scan } from '../../../main/kernel/scan.ts'
import { checkConfig } from '../../../main/station/config.ts'
import type { Devices } from '../../../main/station/devices.ts'
import { allowOf, pullTrigger, ScanTap, tryLamp, tryOutsOf } from '../../../main/station/try-outs.ts'
import { laneRig } from '../../rigs/lane-rig.ts'
import { realClock } from '../../rigs/real-clock.ts'
import { lineOf } from '../../rigs/skus.ts'
import { until } from '../../rigs/until.ts'

const scan = (text: string): Scan => ({ text, source: 'hid', device: 'bench scanner', at: 7 })

it.each([
  ['TEST-YZ:/_1', true],
  [']C0TEST-YZ:/_1', true],
  ['4006381333931', false],
  ['XXXTEST-YZ:/_1', false],
  ['TEST-YZ:/_12', false],
])('[SU2] what a scanner read is told, and %s is kept from the lane: %s', (text, kept) => {
  const tap = new ScanTap()
  expect(tap.heard()).toBeUndefined()
  const taken: string[] = []
  const lane = tap.before({ scan: (each) => void taken.push(each.text), core: { say: () => {} } })
  lane.scan(scan(text))
  expect(tap.heard()).toEqual({ text, device: 'bench scanner', at: 7, test: kept })
  expect(taken).toEqual(kept ? [] : [text])
})

it('[SU2] the real lane takes a scan behind the tap', () => {
  const rig = laneRig()
  new ScanTap().before(rig.lane).scan({ ...scan(lineOf(1).rma), at: rig.clock.now() })
  expect(rig.lane.view().state).toBe('identified')
  rig.close()
})

it('[SU3] a lamp is lit, and what is not there says so', async () => {
  const device = simulatedSignal('light', realClock(20))
  device.show('ready')
  await until(
    () => device.state().kind,
    (kind) => kind === 'ready',
    'the light',
  )
  const devices = { scanners: [], cameras: [], printer: undefined, signal: { driver: 'serial', device } }
  const config = checkConfig({ signal: { driver: 'serial', name: 'light', path: '/dev/x' } }, 'test')
  expect(tryOutsOf(devices, config)).toEqual({ lamps: ['green', 'amber', 'red'], triggers: [] })
  await tryLamp(devices, 'red')
  expect(device.on()).toEqual([2])
  await device.close()
  await expect(tryLamp({ ...devices, signal: undefined }, 'red')).rejects.toMatchObject({
    code: 'SIGNAL_LOST',
  })
})

it('[SU3] a buzzer is offered where a relay is set for it', () => {
  const signal = { driver: 'serial', name: 'light', path: '/dev/x', relays: { buzzer: 3 } }
  const devices = { scanners: [], cameras: [], printer: undefined, signal: {} } as unknown as Devices
  expect(tryOutsOf(devices, checkConfig({ signal }, 'test')).lamps).toContain('buzzer')
})

it('[SU3] a trigger is switched where the scanner has one', async () => {
  const pulled: boolean[] = []
  const trigger = async (on: boolean) => void pulled.push(on)
  const scanners = [
    { driver: 'serial', device: { name: 'hand' } },
    { driver: 'hid', device: { name: 'bench', trigger } },
  ]
  const devices = { scanners, cameras: [], printer: undefined } as unknown as Devices
  expect(tryOutsOf(devices, checkConfig({}, 'test'))).toEqual({ lamps: [], triggers: ['bench'] })
  await pullTrigger(devices, 'bench', true)
  await pullTrigger(devices, 'bench', false)
  expect(pulled).toEqual([true, false])
  await expect(pullTrigger(devices, 'hand', true)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

it('[SU4] what this account may not open comes with the rule and the commands for this account', () => {
  const printer: Plugged = { kind: 'usb-printer', path: '/dev/usb/lp0', about: 'Zebra', uses: [] }
  expect(allowOf([printer])).toBeUndefined()
  const allow = allowOf([{ ...printer, trouble: 'denied' }])
  if (process.platform !== 'linux') return expect(allow).toBeUndefined()
  expect(allow?.commands[0]).toMatch(
    /^sudo cp \/.*\/drivers\/udev\/70-regrade\.rules \/etc\/udev\/rules\.d\//,
  )
  expect(allow?.commands[1]).toBe(`sudo usermod -aG plugdev,dialout,video ${userInfo().username}`)
  expect(allow?.rules).toContain('SUBSYSTEM=="usbmisc"')
})
