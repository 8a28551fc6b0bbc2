import type { Camera } from '../../drivers/camera/port.ts'
import type { Printer } from '../../drivers/printer/port.ts'
import type { Scale } from '../../drivers/scale/port.ts'
import type { Scanner } from '../../drivers/scanner/port.ts'
import type { Signal } from '../../drivers/signal/port.ts'
import type { Eyes } from '../../models/port.ts'
import type { Ledger } from '../../sync/ledger/port.ts'
import type { DevicesView, NetworkView } from '../api/views.ts'
import type { Stateful } from '../kernel/device.ts'
import type { Frame } from '../kernel/frame.ts'
import type { Category } from '../kernel/item.ts'
import type { Scan } from '../kernel/scan.ts'

/** A camera that waits for the kiosk page to take its picture. */
export type LaneCamera = Camera & {
  wanted?(): boolean
  onWanted?(heard: () => void): () => void
  upload?(bytes: Uint8Array, mediaType: 'image/jpeg' | 'image/png'): void
  found?(): void
  missing?(detail: string, fault?: 'CAMERA_LOST' | 'CAMERA_DENIED'): void
  /** A photograph for the empty stage: given also where shoot() is refused because another role's stage is seen. */
  shootEmpty?(signal: AbortSignal): Promise<Frame>
}

/** A scanner; one of the HID class can be switched on and off as its trigger does. */
export type LaneScanner = Scanner & { trigger?(on: boolean): Promise<void> }

/** The devices of this station with the drivers they run on, as compose.ts chose them. */
export interface Devices {
  readonly scanners: readonly { readonly driver: string; readonly device: LaneScanner }[]
  readonly cameras: readonly { readonly driver: string; readonly device: LaneCamera }[]
  readonly printer: { readonly driver: string; readonly device: Printer } | undefined
  readonly scale?: { readonly driver: string; readonly device: Scale } | undefined
  readonly signal?: { readonly driver: string; readonly device: Signal } | undefined
  readonly simulation?: Simulation
}

/** What only a simulated rig can do. */
export interface Simulation {
  /** The next demonstration item, as its scan. */
  nextScan(): Scan
  /** Puts the item a code stands for before the simulated cameras and on the simulated scale. */
  show(code: string, category: Category, weightGrams?: number): void
  /** The same, but whole: a unit to be taught. */
  showWhole(code: string, category: Category): void
}

/** What the status strip shows of everything plugged in. */
export function devicesView(
  devices: Devices,
  { eyes, ledger, network }: { eyes: Eyes; ledger: Ledger; network: NetworkView },
): DevicesView {
  const { waitingJobs, unsent } = ledger.counts()
  const state = eyes.state()
  const detail = state.kind === 'ready' ? state.model : 'detail' in state ? state.detail : ''
  return {
    scanners: devices.scanners.map(view),
    cameras: devices.cameras.map((each) => ({ ...view(each), role: each.device.role })),
    printer: devices.printer
      ? { ...view(devices.printer), waitingJobs }
      : { name: 'printer', driver: 'none', state: { kind: 'unconfigured' }, waitingJobs },
    ...(devices.scale ? { scale: view(devices.scale) } : {}),
    ...(devices.signal ? { signal: view(devices.signal) } : {}),
    network: { ...network, unsent },
    eyes: { kind: state.kind, detail },
  }
}

function view({ driver, device }: { driver: string; device: Stateful }): DevicesView['scanners'][number] {
  return { name: device.name, driver, state: device.state() }
}

/** Calls back whenever any device changes its state. */
export function onAnyState(devices: Devices, heard: () => void): void {
  const all: Stateful[] = [...devices.scanners, ...devices.cameras].map((each) => each.device)
  for (const each of [devices.printer, devices.scale, devices.signal]) if (each) all.push(each.device)
  for (const device of all) device.onState(heard)
}

/** Frees every device; safe to call twice. */
export async function closeDevices(devices: Devices): Promise<void> {
  const all = [...devices.scanners, ...devices.cameras].map((each) => each.device)
  const single = [devices.printer, devices.scale, devices.signal].map((each) => each?.device.close())
  await Promise.all([...all.map((device) => device.close()), ...single])
}
