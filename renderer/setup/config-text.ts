import type { CameraRole } from '../../main/kernel/frame.ts'
import type { DeviceUse } from '../../main/kernel/plugged.ts'

/** What a person picked on the set-up page; without a scanner it is a keyboard, without a printer there is none. A camera can be the scanner. */
export interface DevicePicks {
  readonly scanner: DeviceUse['config'] | undefined
  readonly printer: DeviceUse['config'] | undefined
  readonly scale: DeviceUse['config'] | undefined
  readonly signal: DeviceUse['config'] | undefined
  readonly cameras: readonly CameraRole[]
}

/** The configuration for these devices, as JSON to paste: scanner (or wedge), printer, scale, signal light, cameras of this page. */
export function configText({ scanner, printer, scale, signal, cameras }: DevicePicks): string {
  const reading = scanner && readingCamera(scanner)
  const pages = cameras.filter((role) => role !== reading?.camera.role)
  const config = {
    scanners: [reading?.scanner ?? scanner ?? { driver: 'wedge', name: 'Keyboard scanner' }],
    cameras: [
      ...(reading ? [reading.camera] : []),
      ...pages.map((role) => ({ driver: 'page', name: `Camera ${role}`, role })),
    ],
    ...(printer ? { printer } : {}),
    ...(scale ? { scale } : {}),
    ...(signal ? { signal } : {}),
  }
  return JSON.stringify(config, undefined, 2)
}

/** A camera picked as the scanner is both: the camera of the label, and the scanner that looks through it. */
function readingCamera(use: DeviceUse['config']) {
  if (use.driver !== 'v4l2') return undefined
  const role = 'label'
  return {
    camera: { ...use, name: 'Label camera', role },
    scanner: { driver: 'camera', name: 'Label reader', role },
  } as const
}
