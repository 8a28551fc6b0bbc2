import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { LaneView } from '../../../../main/api/views.ts'
import { writeTinyPack } from '../../eyes/tiny-pack.ts'
import { lineOf, skuOf } from '../../skus.ts'
import { enterAsAdmin, type StationClient, stationClient } from '../../station-client.ts'
import type { CableName } from '../usb-ports.ts'
import { removeGadgets } from './gadget.ts'
import { type HidGadget, posScanner } from './hid-gadget.ts'
import { type HostLine, openHostLine } from './host-line.ts'
import { keepStation } from './kept-station.ts'
import { openPageDoor } from './page-door.ts'
import { setUpOnPage } from './set-up-dock.ts'
import { openSmallDisk, type SmallDisk } from './small-disk.ts'
import { openPictureCamera, palSize } from './vivid-camera.ts'

/** A whole dock: every kind of device plugged into this machine, a station that works with them, central on the host. */
export interface Dock {
  readonly host: HostLine
  readonly client: StationClient
  readonly devices: Readonly<Record<DockDevice, Plug>>
  readonly scanner: HidGadget
  readonly disk: SmallDisk
  close(): Promise<void>
}

/** In the order in which all plugs at once are pulled: the printer's first, because a label is out in no time. */
export const dockDevices = ['printer', 'scanner', 'camera', 'scale', 'light'] as const
export type DockDevice = (typeof dockDevices)[number]

/** A plug in a test's hand. */
interface Plug {
  plug(): Promise<void>
  unplug(): Promise<void>
}

/** Opens a dock that expects the returns of these seeds. */
export async function openDock(seeds: readonly number[]): Promise<Dock> {
  const undo = new AsyncDisposableStack()
  try {
    const host = await openHostLine()
    undo.defer(() => host.close())
    return { ...(await opened(host, seeds, undo)), close: () => undo.disposeAsync() }
  } catch (thrown) {
    // a device left behind would be taken for one of the suites that come after
    await undo.disposeAsync()
    throw thrown
  }
}

/** What is opened is told to `undo` at once. */
async function opened(
  host: HostLine,
  seeds: readonly number[],
  undo: AsyncDisposableStack,
): Promise<Omit<Dock, 'close'>> {
  const tick = stopwatch()
  const opening = host.ask.openCentral({ skus: seeds.map(skuOf), lines: seeds.map(lineOf) })
  const devices = await pluggedIn(host, undo)
  const { url, code } = await opening
  tick('every device plugged in, central up')
  const home = mkdtempSync(join(tmpdir(), 'regrade-dock-'))
  undo.defer(() => rmSync(home, { recursive: true, force: true }))
  const disk = openSmallDisk(join(home, 'data'))
  undo.defer(() => disk.close())
  const files = ['--data', disk.path, '--config', configIn(home)]
  const args = [...files, '--port', stationPort, '--central', url, '--enrol', code]
  const station = keepStation(args, join(home, 'station.log'))
  undo.defer(() => station.stop())
  const address = await station.ready(1)
  const door = await openPageDoor(address)
  undo.defer(() => door.close())
  tick('station up without devices')
  const { scanner } = devices
  const plugs = { scanner: scanner.identity.serialNumber, camera: 'vivid' }
  await setUpOnPage(host, plugs).catch((thrown: unknown) => {
    console.log(station.lastWords())
    throw thrown
  })
  tick('devices found, picked and saved on the page, and the station restarted')
  const client = followingClient(address)
  await enterAsAdmin(client)
  await ready(client, seeds.length)
  tick('devices, eyes and catalogue ready')
  return { host, client, scanner, disk, devices }
}

async function pluggedIn(host: HostLine, undo: AsyncDisposableStack) {
  undo.defer(removeGadgets)
  const scanner = await posScanner({ serialNumber: 'RG-DOCK-1' })
  const picture = Buffer.from(await host.ask.picture(palSize), 'base64')
  const camera = await openPictureCamera(picture)
  undo.defer(() => camera.close())
  const [printer, scale] = [cable(host, 'label'), cable(host, 'pan')]
  // Without power its relays fall off: each time it is another one, all dark.
  const light = { ...cable(host, 'light'), plug: () => host.ask.putRelays('light') }
  await host.ask.putPrinter('label')
  undo.defer(() => printer.unplug())
  await host.ask.putScale('pan')
  undo.defer(() => scale.unplug())
  await light.plug()
  undo.defer(() => light.unplug())
  return { scanner, camera, printer, scale, light }
}

/** The configuration of a station that knows of no device yet, and a network that is loaded, checked and asked as the shipped one is, which takes minutes under emulation. */
function configIn(home: string): string {
  const models = join(home, 'models')
  mkdirSync(models)
  writeTinyPack(models)
  const file = join(home, 'station.json')
  writeFileSync(file, JSON.stringify({ ...bare, models: { folder: models } }))
  return file
}

function cable(host: HostLine, name: CableName): Plug {
  return { plug: () => host.ask.plug(name), unplug: () => host.ask.unplug(name) }
}

/** Says what each step of opening has taken. */
function stopwatch(): (step: string) => void {
  let last = performance.now()
  return (step) => {
    console.log(`${step}: ${((performance.now() - last) / 1000).toFixed(0)} s`)
    last = performance.now()
  }
}

/** A restarted station is looked for where it was. */
const stationPort = '4310'

/** A station before Set-up. This machine takes many times longer than a station does. */
const bare = {
  lane: { verify: 'scan-back', verifyMs: 600_000, captureTimeoutMs: 60_000, inferTimeoutMs: 60_000 },
} as const

/** Waits until every device is ready and the catalogue has come down. */
async function ready(client: StationClient, skus: number): Promise<void> {
  await viewOf(client, (view) => dockDevices.every((device) => stateOf(view, device) === 'ready'))
  await eyesReady(client)
  while ((await client.api.setup.health.query()).catalogue.skus < skus) await sleep(500)
}

/** A client that waits for a view by being told of each: asking again and again would take the processor from the station. */
function followingClient(url: string): StationClient {
  const client = stationClient(url)
  return {
    ...client,
    async laneUntil(wanted, what) {
      let last: LaneView | undefined
      const pleasing = viewOf(client, (view) => {
        last = view
        return wanted(view)
      })
      return within(pleasing, () => `waited in vain for ${what}; last seen: ${JSON.stringify(last)}`)
    },
  }
}

/** The first view of the lane that pleases, however long it takes. */
async function viewOf(client: StationClient, wanted: (view: LaneView) => boolean): Promise<LaneView> {
  for await (const view of client.watchLane(new AbortController().signal)) if (wanted(view)) return view
  throw new Error('the station has stopped telling of its lane')
}

/** Milliseconds any view may take to come. */
const patienceMs = 60_000 * Number(process.env.REGRADE_PATIENCE ?? 1)

async function within<T>(work: Promise<T>, why: () => string): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(why())), patienceMs)
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** Asked for again and again: the station pushes no view when its eyes become ready. */
export async function eyesReady({ api }: StationClient): Promise<void> {
  while ((await api.lane.view.query()).devices.eyes.kind !== 'ready') await sleep(500)
}

/** What the station says of one of its devices. */
export function stateOf({ devices }: LaneView, device: DockDevice): string {
  const { printer, scale, signal, scanners, cameras } = devices
  const view = { printer, scale, light: signal, scanner: scanners[0], camera: cameras[0] }[device]
  return view?.state.kind ?? 'none'
}
