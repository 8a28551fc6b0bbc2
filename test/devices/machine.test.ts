import { once } from 'node:events'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { until } from '../rigs/until.ts'
import { openHostLine } from '../rigs/vm/guest/host-line.ts'

it('has a Linux of its own with udev, and no devices until they are plugged in', () => {
  expect(existsSync('/run/udev/control')).toBe(true)
  expect(existsSync('/dev/hidraw0')).toBe(false)
  expect(existsSync('/dev/video0')).toBe(false)
})

it('gets the keys that the host types on a USB keyboard', async () => {
  const host = await openHostLine()
  await host.ask.type('')
  const node = await until(keyboardNode, (name) => existsSync(`/dev/input/${name}`), 'a keyboard')
  const keys: number[] = []
  const stream = createReadStream(`/dev/input/${node}`)
  stream.on('error', () => {})
  await once(stream, 'open')
  stream.on('data', (events) => keys.push(...keysIn(Buffer.from(events))))
  await host.ask.type('4006')
  await until(
    () => keys,
    (seen) => seen.at(-1) === enter,
    'Enter',
  )
  expect(keys.slice(-5)).toEqual([5, 11, 11, 7, enter])
  await host.ask.pullKeyboard()
  await until(
    () => existsSync(`/dev/input/${node}`),
    (there) => !there,
    'the keyboard to be out',
  )
  host.close()
})

const enter = 28

function keyboardNode(): string {
  const devices = readFileSync('/proc/bus/input/devices', 'utf8')
  return /N: Name="QEMU[^"]*Keyboard"[\s\S]*?H: Handlers=[^\n]*(event\d+)/.exec(devices)?.[1] ?? 'none'
}

/** Codes of the keys that went down: events are 24 bytes, their type at 16, code at 18, value at 20. */
function keysIn(events: Buffer): number[] {
  const starts = Array.from({ length: Math.floor(events.length / 24) }, (_, index) => index * 24)
  const downs = starts.filter((at) => events.readUInt16LE(at + 16) === 1 && events.readInt32LE(at + 20) === 1)
  return downs.map((at) => events.readUInt16LE(at + 18))
}
