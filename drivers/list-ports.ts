import { readdir, realpath } from 'node:fs/promises'
import { SerialPort } from 'serialport'

/** A serial port one could configure: its stable path, and what is known of the device behind it. */
export interface SerialPortInfo {
  readonly path: string
  readonly about: string
}

/** Where to ask; tests give their own. */
export interface PortSources {
  /** What serialport knows; rejects where udev is not installed. */
  list(): Promise<
    readonly {
      path: string
      manufacturer?: string | undefined
      serialNumber?: string | undefined
      pnpId?: string | undefined
    }[]
  >
  /** The folder of device nodes, `/dev`. */
  readonly folder: string
}

/** This machine's own. */
export const machinePorts: PortSources = { list: () => SerialPort.list(), folder: '/dev' }

/** Serial ports of this machine, also where udev is not installed; empty when there are none. Never rejects. */
export async function serialPorts(sources: PortSources = machinePorts): Promise<readonly SerialPortInfo[]> {
  const listed = await sources.list().catch(() => undefined)
  if (!listed) return nodesIn(sources.folder)
  const ports = listed.map(({ path, manufacturer, serialNumber, pnpId }) => ({
    path: pnpId && path.startsWith('/dev/') ? `/dev/serial/by-id/${pnpId}` : path,
    about: [manufacturer, serialNumber, pnpId && path].filter(Boolean).join(' ') || nameless,
  }))
  return [
    ...ports.filter(({ about }) => about !== nameless),
    ...ports.filter(({ about }) => about === nameless),
  ]
}

/** A port of the machine's own, behind which nothing tells what it is; these stand last. */
const nameless = 'serial port'

// Names under by-id stay the same whichever socket a device is plugged into; ttyUSB0 does not.
async function nodesIn(folder: string): Promise<readonly SerialPortInfo[]> {
  const byId = await namesIn(`${folder}/serial/by-id`)
  const stable = await Promise.all(
    byId.map(async (name) => {
      const path = `${folder}/serial/by-id/${name}`
      return {
        path,
        node: await realpath(path).catch(() => path),
        about: name.replace(/^usb-/, '').replaceAll('_', ' '),
      }
    }),
  )
  const nodes = (await namesIn(folder)).filter((name) => /^tty(USB|ACM)\d+$|^cu\.usb/.test(name))
  const bare = nodes
    .map((name) => `${folder}/${name}`)
    .filter((path) => !stable.some(({ node }) => node === path))
  return [
    ...stable.map(({ path, about }) => ({ path, about })),
    ...bare.map((path) => ({ path, about: 'USB serial port' })),
  ]
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).toSorted()
}
