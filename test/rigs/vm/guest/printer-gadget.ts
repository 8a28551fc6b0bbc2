import { existsSync } from 'node:fs'
import type { Pty } from '../../pty.ts'
import { until } from '../../until.ts'
import { type DeviceNode, openDeviceNode } from './device-node.ts'
import { makeGadget } from './gadget.ts'

const path = '/dev/usb/lp0'
const farEnd = '/dev/g_printer0'

/** A printer of the USB printer class plugged into this machine by the machine itself, its far end in the hands of a test. */
export async function openPrinterGadget(): Promise<Pty> {
  const identity = {
    ...{ vendorId: 0x0a5f, productId: 0x0120, serialNumber: 'RG-LP-1' },
    ...{ manufacturer: 'Bench', product: 'Label printer' },
  }
  const attributes = { pnp_string: 'MFG:Bench;CMD:ZPL;MDL:Label printer;CLS:PRINTER;', q_len: '10' }
  const gadget = makeGadget(identity, { name: 'printer.usb0', attributes })
  const listeners = new Set<(chunk: Uint8Array) => void>()
  let end: DeviceNode | undefined
  const plug = async () => {
    await gadget.plug()
    await until(() => existsSync(path) && existsSync(farEnd), Boolean, path)
    end = openDeviceNode(farEnd)
    end.onData((chunk) => {
      for (const heard of [...listeners]) heard(chunk)
    })
  }
  const unplug = async () => {
    end?.close()
    end = undefined
    gadget.unplug()
    await until(
      () => existsSync(path),
      (there) => !there,
      `${path} to be gone`,
    )
  }
  await plug()
  return {
    ...{ path, plug, unplug },
    write: (bytes) => void end?.write(Buffer.from(bytes)),
    onData(heard) {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
    async close() {
      await unplug()
      gadget.remove()
    },
  }
}
