import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { Pty } from '../../pty.ts'
import { until } from '../../until.ts'
import { type DeviceNode, openDeviceNode } from './device-node.ts'
import { makeGadget } from './gadget.ts'

const path = '/dev/serial/by-id/usb-Bench_Scale_RG-ACM-1-if00'
const farEnd = '/dev/ttyGS0'

/** A USB device that is a serial port of its own (CDC-ACM), plugged in, its far end in the hands of a test. */
export async function openAcmGadget(): Promise<Pty> {
  const identity = {
    ...{ vendorId: 0x0525, productId: 0xa4a7, serialNumber: 'RG-ACM-1' },
    ...{ manufacturer: 'Bench', product: 'Scale' },
  }
  const gadget = makeGadget(identity, { name: 'acm.usb0', attributes: {} })
  const listeners = new Set<(chunk: Uint8Array) => void>()
  let end: DeviceNode | undefined
  const is = (there: boolean) =>
    until(
      () => existsSync(path),
      (found) => found === there,
      `${path} to be ${there ? 'there' : 'gone'}`,
    )
  const plug = async () => {
    await gadget.plug()
    await is(true)
    execFileSync('stty', ['-F', farEnd, 'raw', '-echo'])
    end = openDeviceNode(farEnd)
    end.onData((chunk) => {
      for (const heard of [...listeners]) heard(chunk)
    })
  }
  const unplug = async () => {
    end?.close()
    end = undefined
    gadget.unplug()
    await is(false)
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
