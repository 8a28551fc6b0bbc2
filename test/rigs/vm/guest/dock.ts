import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LaneView } from '../../../../main/api/views.ts'
import { startServer } from '../../child-server.ts'
import { lineOf, skuOf } from '../../skus.ts'
import { enterAsAdmin, type StationClient, stationClient } from '../../station-client.ts'
import { until } from '../../until.ts'
import { removeGadgets } from './gadget.ts'
import { type HidGadget, posScanner } from './hid-gadget.ts'
import { type HostLine, openHostLine } from './host-line.ts'
import { portOf } from './usb-cable.ts'
import { openPictureCamera, palSize, type VividCamera } from './vivid-camera.ts'

/** A whole dock: scanner, camera and printer plugged into this machine, a station that works with them, central on the host. */
export interface Dock {
  readonly host: HostLine
  readonly client: StationClient
  readonly devices: Readonly<Record<DockDevice, Plug>>
  readonly scanner: HidGadget
  close(): Promise<void>
}

export const dockDevices = ['scanner', 'camera', 'printer'] as const
export type DockDevice = (typeof dockDevices)[number]

/** A plug in a test's hand. */
interface Plug {
  plug(): Promise<void>
  unplug(): Promise<void>
}

/** Opens a dock that expects the returns of these seeds. */
export async function openDock(seeds: readonly number[]): Promise<Dock> {
  const host = await openHostLine()
  const scanner = await posScanner()
  const picture = Buffer.from(await host.ask.picture(palSize), 'base64')
  const camera = await openPictureCamera(picture)
  await host.ask.putPrinter('printer')
  const { url, code } = await host.ask.openCentral({ skus: seeds.map(skuOf), lines: seeds.map(lineOf) })
  const home = mkdtempSync(join(tmpdir(), 'regrade-dock-'))
  writeFileSync(join(home, 'station.json'), JSON.stringify(configOf(scanner, camera)))
  const files = ['--data', join(home, 'data'), '--config', join(home, 'station.json')]
  const station = await startServer({
    name: 'station',
    args: [...files, '--port', '0', '--central', url, '--enrol', code],
  })
  const client = stationClient(station.url)
  await enterAsAdmin(client)
  const printer = { plug: () => host.ask.plug('printer'), unplug: () => host.ask.unplug('printer') }
  await ready(client, seeds.length)
  return {
    ...{ host, client, scanner, devices: { scanner, camera, printer } },
    async close() {
      await station.stop()
      await camera.close()
      removeGadgets()
      await host.ask.unplug('printer')
      host.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

function configOf(scanner: HidGadget, camera: VividCamera): object {
  const { serialNumber } = scanner.identity
  const view = { width: palSize.width, height: palSize.height, fps: 25, format: 'raw' }
  return {
    scanners: [{ driver: 'hid', name: 'Hand scanner', serialNumber }],
    cameras: [{ driver: 'v4l2', name: 'Ceiling', role: 'top', device: camera.device, ...view }],
    printer: { driver: 'serial', name: 'Label printer', path: portOf('printer'), baudRate: 115_200 },
    // This machine takes many times longer than a station does.
    lane: { captureTimeoutMs: 60_000, inferTimeoutMs: 60_000 },
  }
}

/** Waits until every device is ready and the catalogue has come down. */
async function ready({ api, laneUntil }: StationClient, skus: number): Promise<void> {
  await laneUntil((view) => dockDevices.every((device) => stateOf(view, device) === 'ready'), 'all devices')
  await laneUntil(({ devices }) => devices.eyes.kind === 'ready', 'the eyes')
  await until(
    () => api.setup.health.query(),
    ({ catalogue }) => catalogue.skus >= skus,
    'the catalogue',
  )
}

/** What the station says of one of its devices. */
export function stateOf({ devices }: LaneView, device: DockDevice): string {
  if (device === 'printer') return devices.printer.state.kind
  const [first] = device === 'scanner' ? devices.scanners : devices.cameras
  return first?.state.kind ?? 'none'
}
