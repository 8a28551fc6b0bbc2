import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import type { ConfigView } from '../../../main/api/config-views.ts'
import type { DeviceUse, Plugged } from '../../../main/kernel/plugged.ts'
import { testText } from '../../../main/kernel/test-code.ts'
import { checkConfig } from '../../../main/station/config.ts'
import { withDevices } from '../../../main/station/config-draft.ts'
import { draftOf, firstPicks, lackOf, type Picks, withPicked } from '../../../renderer/setup/picks.ts'
import { type Chosen, settingsOf } from '../../../renderer/setup/settings.ts'
import { barsOf, testBars } from '../../../renderer/setup/test-code.ts'
import { visible } from '../../../renderer/setup/visible.ts'

const use = (as: DeviceUse['as'], config: DeviceUse['config']): DeviceUse => ({ as, config })
const arm = { driver: 'v4l2', name: 'Camera top', role: 'top', device: '/dev/v4l/by-id/usb-Arm-video-index0' }
const serial = (path: string): Plugged => {
  const config = { driver: 'serial', path, baudRate: 9600 }
  return {
    ...{ kind: 'serial', path, about: 'USB serial port' },
    uses: [
      use('scanner', { ...config, name: 'Hand scanner' }),
      use('printer', { ...config, name: 'Label printer' }),
      use('scale', { ...config, name: 'Scale', protocol: 'sics' }),
      use('signal', { ...config, name: 'Signal light' }),
    ],
  }
}
const found: readonly Plugged[] = [
  ...['/dev/ttyUSB0', '/dev/ttyUSB1', '/dev/ttyUSB2', '/dev/ttyUSB3'].map(serial),
  { kind: 'video', path: '/dev/video0', about: 'Arm', uses: [use('camera', arm)] },
]
const who = { station: { name: 'Dock 1', site: 'Site 1' }, locale: 'en' } as const
const nothing = { ...who, scanners: [], cameras: [] }
const bare = firstPicks(nothing)

/** What the station makes of picks: the draft is what the page sends, and is checked as the station does. */
function read(picks: Picks, has: ConfigView['has'] = nothing, now: object = {}) {
  return checkConfig(withDevices({ ...now }, draftOf(picks, found, has)), 'station.json')
}

it('[PG7] on a new station a keyboard scanner and the camera of this page are picked already', () => {
  const config = read(bare)
  expect(config.scanners).toMatchObject([{ driver: 'wedge' }])
  expect(config.cameras).toMatchObject([{ driver: 'page', role: 'top', name: 'Camera top' }])
  expect([config.printer, config.scale, config.signal]).toEqual([undefined, undefined, undefined])
})

it('[PG7] the station reads what is picked, with everything a device has to be told', () => {
  const picks: Picks = {
    ...bare,
    devices: {
      scanner: '/dev/ttyUSB0',
      printer: '/dev/ttyUSB1',
      scale: '/dev/ttyUSB2',
      signal: '/dev/ttyUSB3',
    },
    settings: {
      scanner: { baudRate: '115200', framing: 'stx' },
      printer: { language: 'tspl', dpi: '300' },
      scale: { baudRate: '1200', frame: '7E1', protocol: 'w', unit: 'g' },
      signal: { buzzer: '3' },
    },
    cameras: { ...bare.cameras, top: 'page', left: '/dev/video0', right: 'address', front: 'address' },
    addresses: { right: ' rtsp://192.0.2.11/main ', front: '/var/lib/photos' },
  }
  const config = read(picks)
  expect(config.scanners).toMatchObject([{ path: '/dev/ttyUSB0', baudRate: 115_200, framing: 'stx' }])
  expect(config.printer).toMatchObject({ path: '/dev/ttyUSB1', baudRate: 9600, language: 'tspl', dpi: 300 })
  expect(config.scale).toMatchObject({ baudRate: 1200, frame: '7E1', protocol: 'w', unit: 'g' })
  expect(config.signal).toMatchObject({ relays: { green: 0, amber: 1, red: 2, buzzer: 3 } })
  expect(config.cameras).toMatchObject([
    { driver: 'page', role: 'top' },
    { driver: 'v4l2', role: 'left', name: 'Camera left', device: arm.device },
    { driver: 'rtsp', role: 'right', url: 'rtsp://192.0.2.11/main' },
    { driver: 'folder', role: 'front', folder: '/var/lib/photos' },
  ])
})

it('[PG7] a setting that another one asks for is offered and written only then', () => {
  const zpl: Picks = {
    ...bare,
    devices: { ...bare.devices, printer: '/dev/ttyUSB1' },
    settings: { ...bare.settings, printer: { dpi: '600' } },
  }
  expect(read(zpl).printer).toMatchObject({ language: 'zpl', dpi: 203 })
  const keys = (chosen: Chosen) => settingsOf('scale', { driver: 'serial' }, chosen).map(({ key }) => key)
  expect(keys({})).not.toContain('unit')
  expect(keys({ protocol: 'w' })).toContain('unit')
})

it('[PG7] every choice of every setting is one that the station takes', () => {
  for (const as of ['scanner', 'printer', 'scale', 'signal'] as const)
    for (const { key, options } of settingsOf(as, { driver: 'serial' }, { language: 'tspl', protocol: 'w' }))
      for (const value of options) {
        const chosen = { language: 'tspl', protocol: 'w', [key]: value }
        const settings = { ...bare.settings, [as]: chosen }
        expect(() =>
          read({ ...bare, devices: { ...bare.devices, [as]: '/dev/ttyUSB0' }, settings }),
        ).not.toThrow()
      }
})

it('[PG7] name, site and language are written where somebody changed them', () => {
  expect(draftOf(bare, found, nothing)).not.toHaveProperty('station')
  const config = read({ ...bare, name: ' Dock 9 ', locale: 'de' })
  expect([config.station, config.locale]).toEqual([{ name: 'Dock 9', site: 'Site 1' }, 'de'])
  expect(() => read({ ...bare, site: ' ' })).toThrow('station.site: found ""')
})

it('[PG7] what is configured stays as it is unless another is picked', () => {
  const now = {
    scanners: [
      { driver: 'hid', name: 'one' },
      { driver: 'wedge', name: 'two' },
    ],
    cameras: [
      { driver: 'http', name: 'ceiling', role: 'top', url: 'http://192.0.2.10/a.jpg', timeoutMs: 500 },
    ],
    printer: { driver: 'usb', name: 'Zebra', copies: 2 },
  }
  const has = {
    ...who,
    scanners: ['one', 'two'],
    cameras: [{ name: 'ceiling', role: 'top' }],
    printer: 'Zebra',
  }
  const picks = firstPicks(has)
  expect(withDevices(now, draftOf(picks, found, has))).toEqual(now)
  const other = read({ ...picks, devices: { ...picks.devices, printer: '' } }, has, now)
  expect([other.printer, other.scanners.length, other.cameras[0]?.name]).toEqual([undefined, 2, 'ceiling'])
})

it('[PG7] a camera picked as the scanner is the label camera and the scanner that looks through it', () => {
  const cameras = { ...bare.cameras, label: 'page', left: '/dev/video0' }
  const config = read({ ...bare, devices: { ...bare.devices, scanner: '/dev/video0' }, cameras })
  expect(config.scanners).toMatchObject([{ driver: 'camera', role: 'label', watch: true }])
  expect(config.cameras).toMatchObject([
    { driver: 'v4l2', role: 'label', device: arm.device },
    { driver: 'page', role: 'top' },
  ])
})

it('[PG7] nothing is saved without an address to type, or of a device that was unplugged', () => {
  const cameras = { ...bare.cameras, left: 'address' }
  expect(lackOf({ ...bare, cameras, addresses: { left: '  ' } }, found)).toBe('address')
  expect(lackOf({ ...bare, cameras, addresses: { left: 'http://192.0.2.10/a.jpg' } }, found)).toBeUndefined()
  const picks = { ...bare, devices: { ...bare.devices, printer: '/dev/ttyUSB1' } }
  expect(lackOf(picks, found)).toBeUndefined()
  expect(lackOf(picks, [])).toBe('gone')
  expect(withPicked([['', 'none']], '/dev/ttyUSB1').map(([value]) => value)).toEqual(['', '/dev/ttyUSB1'])
})

it('[PG8] the code on the screen reads as its text', async () => {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer } })
  const { bars, width } = barsOf(testBars)
  const rects = bars.map(({ x, width: wide }) => `<rect x="${x + 10}" width="${wide}" height="60"/>`).join('')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${(width + 20) * 3}" height="240" viewBox="0 0 ${width + 20} 80"><rect width="100%" height="100%" fill="#fff"/><g transform="translate(0 10)">${rects}</g></svg>`
  const png = await sharp(Buffer.from(svg)).png().toBuffer()
  const [read] = await readBarcodes(new Uint8Array(png), { formats: ['Code128'], textMode: 'Plain' })
  expect(read?.text).toBe(testText)
})

it('control characters are written out', () => {
  expect(visible('01\u001d10\u001e\u0004\u0007x')).toBe('01<GS>10<RS><EOT><7>x')
})
