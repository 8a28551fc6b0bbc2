import { constants } from 'node:fs'
import { access, readdir, readFile, realpath } from 'node:fs/promises'
import type { DeviceUse, MissingPiece, Plugged, PluggedIn } from '../../main/kernel/plugged.ts'
import { machineHid } from '../hid/node-hid.ts'
import type { HidHost, HidInfo } from '../hid/port.ts'
import { machinePorts, type PortSources, serialPorts } from '../list-ports.ts'
import { usbPrinterNodes } from '../printer/usb-node.ts'
import { isKeyboardScanner, isPosScanner } from '../scanner/pos-choice.ts'
import { hasProgram } from './program.ts'

/** Where to look; tests give their own. */
export interface PlugSources {
  readonly serial: PortSources
  readonly hid: HidHost
  /** The folder of device nodes, `/dev`. */
  readonly folder: string
  /** The folder in which the kernel tells of its devices, `/sys/class`. */
  readonly kernel: string
  /** Whether this account may read and write a device. */
  mayOpen(path: string): Promise<boolean>
  /** Whether the program that reads V4L2 and RTSP cameras is here. */
  hasFfmpeg(): Promise<boolean>
}

/** This machine; `ffmpeg` is the program's name or path. */
export const thisMachine = (ffmpeg: string): PlugSources => ({
  serial: machinePorts,
  hid: machineHid,
  folder: '/dev',
  kernel: '/sys/class',
  // Only a refusal is a refusal: COM3 is no file, and an unplugged device has other words.
  mayOpen: (path) =>
    access(path, constants.R_OK | constants.W_OK).then(
      () => true,
      ({ code }) => code !== 'EACCES' && code !== 'EPERM',
    ),
  hasFfmpeg: () => hasProgram(ffmpeg),
})

/** What is plugged in now, what each could be, and what this machine lacks to see more. Never rejects. */
export async function pluggedIn(sources: PlugSources = thisMachine('ffmpeg')): Promise<PluggedIn> {
  const missing: MissingPiece[] = []
  const lacks = (piece: MissingPiece) => () => {
    missing.push(piece)
    return []
  }
  await sources.serial.list().catch(lacks('udev'))
  if (!(await sources.hasFfmpeg())) lacks('ffmpeg')()
  const kinds = await Promise.all([
    serialPorts(sources.serial).then((ports) => ports.map(serialDevice)),
    sources.hid.list().then(hidDevices, lacks('hid')),
    usbPrinters(sources),
    videoDevices(sources),
  ])
  const found = await Promise.all(kinds.flat().map((device) => withTrouble(device, sources)))
  return { found, missing }
}

async function withTrouble(device: Plugged, { mayOpen }: PlugSources): Promise<Plugged> {
  return device.trouble || (await mayOpen(device.path)) ? device : { ...device, trouble: 'denied' }
}

function serialDevice({ path, about }: { readonly path: string; readonly about: string }): Plugged {
  const config = { driver: 'serial', path, baudRate: 9600 }
  return {
    kind: 'serial',
    path,
    about,
    uses: [
      { as: 'scanner', config: { ...config, name: 'Hand scanner' } },
      { as: 'printer', config: { ...config, name: 'Label printer' } },
      { as: 'scale', config: { ...config, name: 'Scale', protocol: 'sics' } },
      { as: 'signal', config: { ...config, name: 'Signal light' } },
    ],
  }
}

// A device has a line for each of its collections; one line for each path and function is enough.
function hidDevices(devices: readonly HidInfo[]): readonly Plugged[] {
  return devices.map((device): Plugged => {
    const { path, serialNumber, vendorId, productId } = device
    const about = [device.about || 'unnamed device', serialNumber].filter(Boolean).join(' ')
    if (isKeyboardScanner(device)) return { kind: 'hid', path, about, trouble: 'keyboard', uses: [] }
    const which = serialNumber ? { serialNumber } : { vendorId, productId }
    const config = { driver: 'hid', name: 'Hand scanner', ...which }
    return { kind: 'hid', path, about, uses: isPosScanner(device) ? [{ as: 'scanner', config }] : [] }
  })
}

async function usbPrinters(sources: PlugSources): Promise<readonly Plugged[]> {
  const printers = await usbPrinterNodes(sources)
  return printers.map(({ path, about, serialNumber }): Plugged => {
    const config = { driver: 'usb', name: 'Label printer', ...(serialNumber ? { serialNumber } : { path }) }
    return { kind: 'usb-printer', path, about: about || 'USB printer', uses: [{ as: 'printer', config }] }
  })
}

// Cameras have a second node for their metadata, whose index is not 0.
async function videoDevices({ folder, kernel }: PlugSources): Promise<readonly Plugged[]> {
  const nodes = (await namesIn(`${kernel}/video4linux`)).filter((name) => /^video\d+$/.test(name))
  const links = await cameraLinks(folder)
  const seen = await Promise.all(
    nodes.map(async (name): Promise<readonly Plugged[]> => {
      const about = (await textOf(`${kernel}/video4linux/${name}/name`)) || 'camera'
      const index = await textOf(`${kernel}/video4linux/${name}/index`)
      const path = `${folder}/${name}`
      const uses = (links.get(await realpath(path).catch(() => path)) ?? []).map(cameraUse)
      return index === '0' || index === '' ? [{ kind: 'video', path, about, uses }] : []
    }),
  )
  return seen.flat()
}

/** Links that name a camera for good, by its node: by id first, then by the port it is plugged into. */
async function cameraLinks(folder: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>()
  for (const kind of ['by-id', 'by-path'])
    for (const name of await namesIn(`${folder}/v4l/${kind}`)) {
      const link = `${folder}/v4l/${kind}/${name}`
      const node = await realpath(link).catch(() => undefined)
      if (node && name.endsWith('-video-index0')) found.set(node, [...(found.get(node) ?? []), link])
    }
  return found
}

function cameraUse(device: string): DeviceUse {
  return { as: 'camera', config: { driver: 'v4l2', name: 'Camera top', role: 'top', device } }
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).toSorted()
}

async function textOf(file: string): Promise<string> {
  return (await readFile(file, 'utf8').catch(() => '')).trim()
}
