import type { CameraRole } from '../../main/kernel/frame.ts'
import type { DeviceUse } from '../../main/kernel/plugged.ts'

/** What a person picked on the set-up page; without a scanner it is a keyboard, without a printer there is none. */
export interface DevicePicks {
  readonly scanner: DeviceUse['config'] | undefined
  readonly printer: DeviceUse['config'] | undefined
  readonly cameras: readonly CameraRole[]
}

/** The configuration for these devices, as JSON to paste: scanner (or wedge), printer, cameras of this page. */
export function configText({ scanner, printer, cameras }: DevicePicks): string {
  const config = {
    scanners: [scanner ?? { driver: 'wedge', name: 'Keyboard scanner' }],
    cameras: cameras.map((role) => ({ driver: 'page', name: `Camera ${role}`, role })),
    ...(printer ? { printer } : {}),
  }
  return JSON.stringify(config, undefined, 2)
}
