import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { Pty } from '../../pty.ts'
import { until } from '../../until.ts'
import { type DeviceNode, openDeviceNode } from './device-node.ts'
import { makeGadget } from './gadget.ts'

const kernel = '/sys/class/usbmisc'

/** Its device file: the kernel numbers all devices of this kind in one row, whatever they are. */
function nodeOf(serialNumber: string): string | undefined {
  const names = existsSync(kernel) ? readdirSync(kernel).filter((name) => name.startsWith('lp')) : []
  const name = names.find((each) => serialOf(each) === serialNumber)
  return name && `/dev/usb/${name}`
}

/** The printers' own ends of their cables. */
function farEnds(): readonly string[] {
  return readdirSync('/dev')
    .filter((name) => name.startsWith('g_printer'))
    .map((name) => `/dev/${name}`)
}

/** Serial number of the USB device behind a node; empty when it is gone meanwhile. */
function serialOf(name: string): string {
  try {
    return readFileSync(`${kernel}/${name}/device/../serial`, 'utf8').trim()
  } catch {
    return ''
  }
}

/** A printer of the USB printer class plugged into this machine by the machine itself, its far end in the hands of a test. */
export async function openPrinterGadget(serialNumber: string): Promise<Pty> {
  const identity = {
    ...{ vendorId: 0x0a5f, productId: 0x0120, serialNumber },
    ...{ manufacturer: 'Bench', product: 'Label printer' },
  }
  const attributes = { pnp_string: 'MFG:Bench;CMD:ZPL;MDL:Label printer;CLS:PRINTER;', q_len: '10' }
  const gadget = makeGadget(identity, { name: 'printer.usb0', attributes })
  const listeners = new Set<(chunk: Uint8Array) => void>()
  let end: DeviceNode | undefined
  let path = ''
  const plug = async () => {
    const before = farEnds()
    await gadget.plug()
    path = (await until(() => nodeOf(serialNumber), Boolean, `a printer ${serialNumber}`)) ?? ''
    await until(() => existsSync(path), Boolean, path)
    const [farEnd = ''] = await until(
      () => farEnds().filter((each) => !before.includes(each)),
      (ends) => ends.length > 0,
      'its far end',
    )
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
      () => nodeOf(serialNumber),
      (node) => !node,
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
