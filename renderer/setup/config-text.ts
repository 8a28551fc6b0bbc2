import { type CameraRole, cameraRoles } from '../../main/kernel/frame.ts'
import type { DeviceUse } from '../../main/kernel/plugged.ts'

type Use = DeviceUse['config']

/** From where each role looks: through a camera of this page, or one that is plugged into the station; a role without one is left out. */
export type CameraPicks = Readonly<Partial<Record<CameraRole, 'page' | Use>>>

/** What a person picked on the set-up page; without a scanner it is a keyboard, without a printer there is none. A camera can be the scanner. */
export interface DevicePicks {
  readonly scanner: Use | undefined
  readonly printer: Use | undefined
  readonly scale: Use | undefined
  readonly signal: Use | undefined
  readonly cameras: CameraPicks
}

/** The configuration for these devices, as JSON to paste: scanner (or wedge), cameras, printer, scale, signal light. */
export function configText({ scanner, printer, scale, signal, cameras }: DevicePicks): string {
  const reading = scanner && readingCamera(scanner)
  const roles = cameraRoles.filter((role) => role !== reading?.camera.role)
  const config = {
    scanners: [reading?.scanner ?? scanner ?? { driver: 'wedge', name: 'Keyboard scanner' }],
    cameras: [
      ...(reading ? [reading.camera] : []),
      ...roles.flatMap((role) => cameraAt(role, cameras[role])),
    ],
    ...(printer ? { printer } : {}),
    ...(scale ? { scale } : {}),
    ...(signal ? { signal } : {}),
  }
  return JSON.stringify(config, undefined, 2)
}

function cameraAt(role: CameraRole, pick: CameraPicks[CameraRole]): readonly Use[] {
  if (!pick) return []
  const use = pick === 'page' ? { driver: 'page' } : pick
  return [{ ...use, name: `Camera ${role}`, role }]
}

/** A camera picked as the scanner is both: the camera of the label, and the scanner that looks through it. */
function readingCamera(use: Use) {
  if (use.driver !== 'v4l2') return undefined
  const role = 'label'
  return {
    camera: { ...use, name: 'Label camera', role },
    scanner: { driver: 'camera', name: 'Label reader', role },
  } as const
}
