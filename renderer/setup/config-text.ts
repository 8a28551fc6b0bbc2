import type { CameraRole } from '../../main/kernel/frame.ts'
import type { DeviceUse } from '../../main/kernel/plugged.ts'

/** What a person picked on the set-up page; without a scanner it is a keyboard, without a printer there is none. */
export interface DevicePicks {
  readonly scanner: DeviceUse['config'] | undefined
  readonly printer: DeviceUse['config'] | undefined
  readonly scale: DeviceUse['config'] | undefined
  readonly signal: DeviceUse['config'] | undefined
  readonly cameras: readonly CameraRole[]
}

/** The configuration for these devices, as JSON to paste: scanner (or wedge), printer, scale, signal light, cameras of this page. */
export function configText({ scanner, printer, scale, signal, cameras }: DevicePicks): string {
  const config = {
    scanners: [scanner ?? { driver: 'wedge', name: 'Keyboard scanner' }],
    cameras: cameras.map((role) => ({ driver: 'page', name: `Camera ${role}`, role })),
    ...(printer ? { printer } : {}),
    ...(scale ? { scale } : {}),
    ...(signal ? { signal } : {}),
  }
  return JSON.stringify(config, undefined, 2)
}
