import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { resolve } from 'node:path'
import { neighbours, networkPrinters, ownAddresses } from '../../drivers/discover/network-printers.ts'
import type { AllowView, HeardView, TryOutsView } from '../api/try-out-views.ts'
import { Fault } from '../kernel/fault.ts'
import type { Plugged } from '../kernel/plugged.ts'
import type { Scan } from '../kernel/scan.ts'
import { testText } from '../kernel/test-code.ts'
import type { Config } from './config.ts'
import type { Devices } from './devices.ts'
import { allowing } from './devices-text.ts'
import type { ScanTaker } from './read-scans.ts'

/** Characters of an AIM identifier before a code, as `]C0`. */
const aimLength = 3

/** Remembers what the station's own scanners read last, for Set-up; the code shown there to be scanned never comes to the lane. */
export class ScanTap {
  #last: Scan | undefined

  heard(): HeardView | undefined {
    if (!this.#last) return undefined
    const { text, device, at } = this.#last
    return { text, device, at, test: isTest(text) }
  }

  /** The lane, behind the tap. */
  before(lane: ScanTaker): ScanTaker {
    return {
      core: lane.core,
      scan: (scan) => {
        this.#last = scan
        if (!isTest(scan.text)) lane.scan(scan)
      },
    }
  }
}

function isTest(text: string): boolean {
  return (
    text === testText ||
    (text.length === testText.length + aimLength && /^\].{2}/.test(text) && text.endsWith(testText))
  )
}

/** What can be tried out of the devices this station runs with. */
export function tryOutsOf(devices: Devices, { signal }: Config): TryOutsView {
  const { buzzer } = signal?.relays ?? {}
  const lamps = ['green', 'amber', 'red'] as const
  return {
    lamps: devices.signal ? [...lamps, ...(buzzer === undefined ? [] : (['buzzer'] as const))] : [],
    triggers: devices.scanners.filter(({ device }) => device.trigger).map(({ device }) => device.name),
  }
}

export async function tryLamp({ signal }: Devices, lamp: TryOutsView['lamps'][number]): Promise<void> {
  if (!signal) throw new Fault('SIGNAL_LOST', 'no signal light is configured; add one to the configuration')
  await signal.device.tryOut(lamp)
}

export async function pullTrigger({ scanners }: Devices, name: string, on: boolean): Promise<void> {
  const scanner = scanners.find(({ device }) => device.name === name && device.trigger)
  if (!scanner?.device.trigger)
    throw new Fault('NOT_FOUND', `no scanner ${name} has a trigger to be switched`)
  await scanner.device.trigger(on)
}

/** The printers that answer in the networks of this machine; takes 2 to 3 seconds a network. */
export function lookInNetwork(): Promise<readonly Plugged[]> {
  return networkPrinters(neighbours(ownAddresses()))
}

const rulesFile = resolve(import.meta.dirname, '../../drivers/udev/70-regrade.rules')

/** What an administrator types so that this account may open what it may not; undefined where nothing is denied, and off Linux. */
export function allowOf(found: readonly Plugged[]): AllowView | undefined {
  if (process.platform !== 'linux' || !found.some(({ trouble }) => trouble === 'denied')) return undefined
  return {
    commands: allowing(rulesFile, userInfo().username),
    rules: readFileSync(rulesFile, 'utf8'),
  }
}
