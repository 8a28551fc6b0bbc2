import { createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import type { Qmp } from './qmp.ts'

/** The machine's USB serial cables: what hangs on the far end of each is decided by a test; label, pan and light are a whole dock's. */
export const cableNames = ['printer', 'label', 'scanner', 'scale', 'pan', 'relay', 'light', 'spare'] as const
export type CableName = (typeof cableNames)[number]

/** Serial number of a cable's plug, by which the machine names its port. */
export function serialOf(name: CableName): string {
  return `RG-${name.toUpperCase()}`
}

/** A cable whose far end is on the host: one of those, or the network's. */
export type WireName = CableName | 'network'

/** The far end of a cable. */
export interface FarEnd {
  write(bytes: Uint8Array | string): void
  onData(heard: (chunk: Uint8Array) => void): () => void
  unplug(): Promise<void>
  plug(): Promise<void>
}

/** The far end of one USB serial cable. */
export interface Cable extends FarEnd {
  readonly name: CableName
  /** Where the emulator finds this end. */
  readonly socket: string
  close(): void
}

/** A cable whose near end is a USB plug of the machine; not plugged in yet. */
export async function openCable(name: CableName, folder: string, qmp: () => Qmp): Promise<Cable> {
  const socket = join(folder, `${name}.sock`)
  const listeners = new Set<(chunk: Uint8Array) => void>()
  let wire: Socket | undefined
  let plugged = false
  const server: Server = createServer((each) => {
    wire = each
    each.on('error', () => {})
    each.on('data', (chunk) => {
      for (const heard of [...listeners]) heard(chunk)
    })
  })
  await new Promise<void>((listening) => server.listen(socket, listening))
  return {
    name,
    socket,
    // What a device says while its plug is out is lost.
    write: (bytes) => void (plugged && wire?.write(bytes)),
    onData(heard) {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
    async unplug() {
      if (!plugged) return
      plugged = false
      await qmp().pull(name)
    },
    async plug() {
      if (plugged) return
      const plug = { driver: 'usb-serial', id: name, chardev: name, bus: 'usb.0', serial: serialOf(name) }
      await qmp().ask('device_add', plug)
      plugged = true
    },
    close() {
      wire?.destroy()
      server.close()
    },
  }
}
