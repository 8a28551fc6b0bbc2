import type { CameraRole } from '../../main/kernel/frame.ts'

/** What a person picked on the set-up page; an empty port means none of that kind. */
export interface DevicePicks {
  readonly scannerPort: string
  readonly printerPort: string
  readonly cameras: readonly CameraRole[]
}

/** The configuration for these devices, as JSON to paste: serial scanner (or wedge), serial printer, cameras of this page. */
export function configText({ scannerPort, printerPort, cameras }: DevicePicks): string {
  const scanner = scannerPort
    ? { driver: 'serial', name: 'Hand scanner', path: scannerPort, baudRate: 9600 }
    : { driver: 'wedge', name: 'Keyboard scanner' }
  const config = {
    scanners: [scanner],
    cameras: cameras.map((role) => ({ driver: 'page', name: `Camera ${role}`, role })),
    ...(printerPort
      ? { printer: { driver: 'serial', name: 'Label printer', path: printerPort, baudRate: 9600 } }
      : {}),
  }
  return JSON.stringify(config, undefined, 2)
}
