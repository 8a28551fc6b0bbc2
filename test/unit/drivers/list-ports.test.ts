import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { serialPorts } from '../../../drivers/list-ports.ts'

const folder = mkdtempSync(join(tmpdir(), 'regrade-dev-'))
afterAll(() => rmSync(folder, { recursive: true }))

const noUdev = () => Promise.reject(new Error('spawn udevadm ENOENT'))

it('names stable paths, those first of which more is known, where serialport knows the devices', async () => {
  const list = async () => [
    { path: '/dev/ttyS0' },
    { path: '/dev/ttyUSB0', manufacturer: 'Zebra', serialNumber: 'Z1', pnpId: 'usb-Zebra_Z1-if00-port0' },
    { path: 'COM3', manufacturer: 'Honeywell' },
  ]
  expect(await serialPorts({ list, folder })).toEqual([
    { path: '/dev/serial/by-id/usb-Zebra_Z1-if00-port0', about: 'Zebra Z1 /dev/ttyUSB0' },
    { path: 'COM3', about: 'Honeywell' },
    { path: '/dev/ttyS0', about: 'serial port' },
  ])
})

it('reads the device folder where udev is not installed, each device once', async () => {
  mkdirSync(join(folder, 'serial/by-id'), { recursive: true })
  for (const name of ['ttyUSB0', 'ttyACM1', 'tty7', 'null']) writeFileSync(join(folder, name), '')
  symlinkSync('../../ttyUSB0', join(folder, 'serial/by-id/usb-Zebra_ZD421_Z1-if00'))
  expect(await serialPorts({ list: noUdev, folder })).toEqual([
    { path: join(folder, 'serial/by-id/usb-Zebra_ZD421_Z1-if00'), about: 'Zebra ZD421 Z1-if00' },
    { path: join(folder, 'ttyACM1'), about: 'USB serial port' },
  ])
})

it('is an empty list where there is nothing', async () => {
  expect(await serialPorts({ list: noUdev, folder: join(folder, 'none') })).toEqual([])
})

it('asks this machine without failing', async () => {
  expect(Array.isArray(await serialPorts())).toBe(true)
})
