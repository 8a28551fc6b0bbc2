import type { Device, HIDAsync } from 'node-hid'
import type { HidConnection, HidHost, HidInfo } from './port.ts'

/** The machine's own HID devices. node-hid is loaded at the first use: without its libraries only HID is missing. */
export const machineHid: HidHost = {
  async list() {
    const { devicesAsync } = await import('node-hid')
    return (await devicesAsync()).flatMap((device) => (device.path ? [infoOf(device, device.path)] : []))
  },
  async open(path, heard) {
    const { HIDAsync } = await import('node-hid')
    return connectionOf(await HIDAsync.open(path), heard)
  },
}

function infoOf(device: Device, path: string): HidInfo {
  const { vendorId, productId, serialNumber = '', usagePage = 0, usage = 0 } = device
  const about = [device.manufacturer, device.product].filter(Boolean).join(' ')
  return { path, vendorId, productId, serialNumber, about, usagePage, usage }
}

// node-hid reads in a thread of its own, which empties the kernel's ring of 64 reports whatever this thread does.
// On an unplugged cable it emits `error` and nothing else.
function connectionOf(device: HIDAsync, heard: (report: Uint8Array) => void): HidConnection {
  const { promise: ended, resolve } = Promise.withResolvers<string>()
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= device.close().catch(() => {})
    return closing.then(() => resolve('closed'))
  }
  device.on('error', (thrown: unknown) => {
    resolve(thrown instanceof Error ? thrown.message : String(thrown))
    void close()
  })
  device.on('data', heard)
  return {
    ended,
    write: async (report) => void (await device.write([...report])),
    feature: async (report) => void (await device.sendFeatureReport([...report])),
    close,
  }
}
