import type { DeviceState } from '../../main/kernel/device.ts'
import type { HidInfo } from '../hid/port.ts'

/** USB vendor numbers of the makers whose scanners can do both: be a keyboard, or a Point of Sale scanner. */
export const scannerMakers: Readonly<Record<number, string>> = {
  3118: 'Honeywell',
  9168: 'Honeywell',
  1504: 'Zebra',
  1529: 'Datalogic',
}

/** Which scanner is meant; without any of these, the only one there is. */
export interface HidChoice {
  readonly serialNumber?: string | undefined
  readonly vendorId?: number | undefined
  readonly productId?: number | undefined
}

/** A barcode scanner of the Point of Sale class. */
export function isPosScanner({ usagePage, usage }: HidInfo): boolean {
  return usagePage === 0x8c && usage === 0x02
}

/** A scanner by its maker that types like a keyboard. */
export function isKeyboardScanner({ usagePage, usage, vendorId }: HidInfo): boolean {
  return usagePage === 0x01 && usage === 0x06 && scannerMakers[vendorId] !== undefined
}

/** The one scanner meant, or why there is none: never the first of several (SC9). */
export function chooseScanner(
  devices: readonly HidInfo[],
  choice: HidChoice,
): { readonly found: HidInfo } | { readonly missing: Extract<DeviceState, { kind: 'lost' }> } {
  const fitting = devices.filter((device) => fits(device, choice))
  const scanners = fitting.filter(isPosScanner)
  const [found, another] = scanners
  if (found && !another) return { found }
  if (found) {
    const all = scanners.map(nameOf).join('; ')
    return { missing: lost('SCANNER_UNCLEAR', `Several scanners fit the configuration: ${all}.`) }
  }
  const keyboard = fitting.find(isKeyboardScanner)
  if (keyboard) return { missing: lost('SCANNER_KEYBOARD', `${nameOf(keyboard)} is in keyboard mode.`) }
  return { missing: lost('SCANNER_LOST', `No HID POS scanner ${wanted(choice)} is plugged in.`) }
}

function lost(fault: 'SCANNER_LOST' | 'SCANNER_KEYBOARD' | 'SCANNER_UNCLEAR', detail: string) {
  return { kind: 'lost', fault, detail } as const
}

function fits(device: HidInfo, choice: HidChoice): boolean {
  return (['serialNumber', 'vendorId', 'productId'] as const).every(
    (key) => choice[key] === undefined || choice[key] === device[key],
  )
}

/** What a person tells two scanners apart by. */
function nameOf(device: HidInfo): string {
  const name = device.about || scannerMakers[device.vendorId] || 'unnamed scanner'
  return `${name} (${device.serialNumber ? `serialNumber ${device.serialNumber}` : `no serial number, at ${device.path}`})`
}

function wanted({ serialNumber, vendorId, productId }: HidChoice): string {
  const parts = [
    serialNumber === undefined ? '' : `with serialNumber ${serialNumber}`,
    vendorId === undefined ? '' : `of vendor ${hex(vendorId)}`,
    productId === undefined ? '' : `of product ${hex(productId)}`,
  ]
  return parts.filter(Boolean).join(' ')
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(4, '0')}`
}
