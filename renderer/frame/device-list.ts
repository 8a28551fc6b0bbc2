import type { DevicesView, DeviceView } from '../../main/api/views.ts'
import type { CameraRole } from '../../main/kernel/frame.ts'
import type { Words } from '../kit/words.ts'
import type { ChipName } from './device-health.ts'

/** One device on a list, with what it is: a group of the strip, and of a camera its role. */
export interface ListedDevice {
  readonly group: Exclude<ChipName, 'network' | 'eyes'>
  readonly role?: CameraRole
  readonly device: DeviceView
}

const missing: DeviceView = { name: '', driver: '', state: { kind: 'unconfigured' } }

/** Every device in the strip's order; a group that should have one and has none is on the list as not set up. */
export function listedDevices(devices: DevicesView): readonly ListedDevice[] {
  const { printer, scanners, cameras, scale, signal } = devices
  return [
    { group: 'printer', device: printer },
    ...(scanners.length > 0 ? scanners : [missing]).map((device) => ({ group: 'scanner', device }) as const),
    ...cameras.map((device) => ({ group: 'cameras', role: device.role, device }) as const),
    ...(cameras.length === 0 ? [{ group: 'cameras', device: missing } as const] : []),
    ...(scale ? [{ group: 'scale', device: scale } as const] : []),
    ...(signal ? [{ group: 'signal', device: signal } as const] : []),
  ]
}

/** What a device is and its own name; one that is not set up has none. */
export function deviceTitle({ t }: Pick<Words, 't'>, { group, role, device }: ListedDevice): string {
  const kind = role ? t(`role.${role}`) : t(`strip.${group}`)
  return device.state.kind === 'unconfigured' ? kind : `${kind}: ${device.name}`
}

/** How a device is, in one sentence or word. */
export function deviceWord({ t, fault }: Pick<Words, 't' | 'fault'>, { state }: DeviceView): string {
  return state.kind === 'lost' ? fault({ code: state.fault }).what : t(`device.${state.kind}`)
}
