import { expect, it } from 'vitest'
import { checkConfig } from '../../../main/station/config.ts'
import { changedKeys, shownText, withDevices } from '../../../main/station/config-draft.ts'

const now = {
  station: { name: 'Dock 4', site: 'Rotterdam' },
  scanners: [
    { driver: 'serial', name: 'hand', path: '/dev/ttyACM0', framing: 'stx' },
    { driver: 'wedge', name: 'keyboard' },
  ],
  lane: { confirm: 'never' },
  cameras: [{ driver: 'rtsp', name: 'wall', role: 'label', url: 'rtsp://dock:se%40cret@192.0.2.11/main' }],
  printer: { driver: 'usb', name: 'Zebra', copies: 2 },
}

it('[SU5] devices that stay keep their keys, others take their place, and the rest stands as it is', () => {
  const scale = { driver: 'serial', name: 'Scale', path: '/dev/ttyUSB1' }
  const next = withDevices(now, { scanners: [{ keep: 1 }, { keep: 0 }], cameras: [{ keep: 0 }], scale })
  expect(next).toEqual({
    ...now,
    scanners: [now.scanners[1], now.scanners[0]],
    printer: undefined,
    scale,
  })
  expect(Object.keys(next)).toEqual(['station', 'scanners', 'lane', 'cameras', 'scale'])
  expect(changedKeys(now, next).toSorted()).toEqual(['printer', 'scale', 'scanners'])
  expect(withDevices(next, { scanners: [], cameras: [], scale: { keep: 0 } }).scale).toEqual(scale)
})

it('[SU5] name, site and language are changed only where they were', () => {
  const nobody = { scanners: [], cameras: [] }
  expect(withDevices(now, nobody).station).toEqual(now.station)
  const station = { name: 'Dock 9', site: 'Lyon' }
  expect(withDevices(now, { ...nobody, station, locale: 'de' })).toMatchObject({
    ...{ station, locale: 'de', lane: now.lane },
  })
})

it('[SU5] a device that is not there cannot be kept', () => {
  expect(() => withDevices(now, { scanners: [{ keep: 2 }], cameras: [] })).toThrow(
    'scanners: there is no device 2',
  )
  expect(() => withDevices({}, { scanners: [], cameras: [], printer: { keep: 0 } })).toThrow(
    'printer: there is no',
  )
})

it('[SU5] passwords in addresses are not shown', () => {
  const text = shownText(withDevices(now, { scanners: [], cameras: [{ keep: 0 }] }))
  expect(text).toContain('rtsp://dock:…@192.0.2.11/main')
  expect(text).not.toContain('cret')
})

it('[CF5] two devices on one serial port are refused by name', () => {
  const serial = { driver: 'serial', name: 'one', path: '/dev/ttyUSB0' }
  expect(() => checkConfig({ scanners: [serial], printer: serial, scale: serial }, 'dock.json')).toThrow(
    'dock.json: printer.path: found "/dev/ttyUSB0", the port of scanners.0; each port is for one device.\n' +
      'dock.json: scale.path: found "/dev/ttyUSB0", the port of scanners.0; each port is for one device.',
  )
})

it.each([
  ['rtsp', 'rtsp://', 'rtsp://HOST/PATH'],
  ['rtsp', 'http://192.0.2.1/', 'rtsp://HOST/PATH'],
  ['http', 'ceiling', 'http://HOST/PATH'],
])('[CF1] a %s camera at %j is told how an address looks', (driver, url, way) => {
  const cameras = [{ driver, name: 'wall', role: 'top', url }]
  expect(() => checkConfig({ cameras }, 'dock.json')).toThrow(
    new RegExp(`cameras\\.0\\.url: found "${url}"; give .*${way}`),
  )
})
