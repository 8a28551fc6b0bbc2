import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { checkConfig } from '../../../main/station/config.ts'
import { configText } from '../../../renderer/setup/config-text.ts'
import { barsOf, testBars, testText } from '../../../renderer/setup/test-code.ts'
import { visible } from '../../../renderer/setup/visible.ts'

it('[PG7] the station reads what set-up writes', () => {
  const scanner = { driver: 'hid', name: 'Hand scanner', serialNumber: 'SN-1' }
  const printer = { driver: 'network', name: 'Label printer', host: '192.0.2.20', port: 9100 }
  const serial = { driver: 'serial', path: '/dev/ttyUSB1', baudRate: 9600 }
  const scale = { ...serial, name: 'Scale', protocol: 'sics' }
  const signal = { ...serial, name: 'Signal light' }
  const arm = {
    driver: 'v4l2',
    name: 'Camera top',
    role: 'top',
    device: '/dev/v4l/by-id/usb-Arm-video-index0',
  }
  const picks = [
    { scanner: undefined, printer: undefined, scale: undefined, signal: undefined, cameras: {} },
    { scanner, printer, scale, signal, cameras: { top: 'page', label: arm } as const },
  ]
  for (const pick of picks) {
    const config = checkConfig(JSON.parse(configText(pick)), 'station.json')
    expect(config.cameras.map(({ role }) => role)).toEqual(Object.keys(pick.cameras))
    expect(config.scanners[0]?.driver).toBe(pick.scanner ? 'hid' : 'wedge')
    expect(config.printer?.driver).toBe(pick.printer?.driver)
    expect([config.scale?.name, config.signal?.name]).toEqual([pick.scale?.name, pick.signal?.name])
  }
})

it('[PG7] a camera that is plugged in looks from the role it was picked for, whatever role it was found with', () => {
  const found = {
    driver: 'v4l2',
    name: 'Camera top',
    role: 'top',
    device: '/dev/v4l/by-path/usb-2-video-index0',
  }
  const none = { scanner: undefined, printer: undefined, scale: undefined, signal: undefined }
  const text = configText({ ...none, cameras: { left: found, front: 'page' } })
  expect(checkConfig(JSON.parse(text), 'station.json').cameras).toMatchObject([
    { driver: 'v4l2', role: 'left', name: 'Camera left', device: '/dev/v4l/by-path/usb-2-video-index0' },
    { driver: 'page', role: 'front', name: 'Camera front' },
  ])
})

it('[PG7] a camera picked as the scanner is the label camera and the scanner that looks through it', () => {
  const device = '/dev/v4l/by-id/usb-Arm-video-index0'
  const scanner = { driver: 'v4l2', name: 'Camera top', role: 'top', device }
  const none = { printer: undefined, scale: undefined, signal: undefined }
  const text = configText({ ...none, scanner, cameras: { top: 'page', label: 'page' } })
  const config = checkConfig(JSON.parse(text), 'station.json')
  expect(config.scanners).toMatchObject([{ driver: 'camera', role: 'label', watch: true }])
  expect(config.cameras).toMatchObject([
    { driver: 'v4l2', role: 'label', device },
    { driver: 'page', role: 'top' },
  ])
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
