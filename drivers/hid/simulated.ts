import type { HidHost, HidInfo } from './port.ts'

/** A HID device in memory, with its cable in the hands of a test. */
export interface SimulatedHidDevice {
  /** One input report, its report id first; lost while nobody has the device open. */
  report(bytes: Uint8Array): void
  /** Output and feature reports it has received, oldest first. */
  readonly received: readonly (readonly number[])[]
  unplug(): void
  plug(): void
}

/** HID devices in memory. */
export interface SimulatedHid extends HidHost {
  add(info: HidInfo): SimulatedHidDevice
  /** From now on opening fails with this message; undefined mends it. */
  refuse(message: string | undefined): void
}

/** A machine without any HID devices yet. */
export function simulatedHid(): SimulatedHid {
  const devices: PluggedDevice[] = []
  let refusal: string | undefined
  return {
    add(info) {
      const device = new PluggedDevice(info)
      devices.push(device)
      return device
    },
    refuse(message) {
      refusal = message
    },
    list: async () => devices.filter(({ plugged }) => plugged).map(({ info }) => info),
    async open(path, heard) {
      const device = devices.find(({ info, plugged }) => plugged && info.path === path)
      if (refusal) throw new Error(refusal)
      if (!device) throw new Error(`cannot open device with path ${path}`)
      return device.open(heard)
    },
  }
}

class PluggedDevice implements SimulatedHidDevice {
  readonly info: HidInfo
  readonly received: (readonly number[])[] = []
  plugged = true
  readonly #hearing = new Map<(report: Uint8Array) => void, (why: string) => void>()

  constructor(info: HidInfo) {
    this.info = info
  }

  open(heard: (report: Uint8Array) => void) {
    const { promise: ended, resolve } = Promise.withResolvers<string>()
    const take = async (report: readonly number[]) => {
      if (!this.plugged || !this.#hearing.has(heard)) throw new Error('Cannot write to HID device')
      this.received.push(report)
    }
    this.#hearing.set(heard, resolve)
    const close = async () => {
      this.#hearing.delete(heard)
      resolve('closed')
    }
    return { ended, write: take, feature: take, close }
  }

  report(bytes: Uint8Array): void {
    for (const heard of [...this.#hearing.keys()]) heard(bytes)
  }

  unplug(): void {
    this.plugged = false
    for (const end of this.#hearing.values()) end('device disconnected')
    this.#hearing.clear()
  }

  plug(): void {
    this.plugged = true
  }
}
