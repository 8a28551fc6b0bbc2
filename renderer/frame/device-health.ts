import type { DevicesView, DeviceView } from '../../main/api/views.ts'
import type { FaultCode } from '../../main/kernel/fault.ts'
import { deviceCare, modelCare } from '../kit/care.ts'
import type { Care } from '../kit/state-mark.tsx'

export type ChipName = 'printer' | 'scanner' | 'cameras' | 'scale' | 'signal' | 'network' | 'eyes'

/** One thing on the strip: its state as a translation key under `state.`, and a fault when there is one. */
export interface Chip {
  readonly name: ChipName
  readonly care: Care
  readonly state: string
  readonly count: number
  readonly fault?: FaultCode
}

const order = ['lost', 'opening', 'unconfigured', 'unknown', 'ready'] as const

/** The state of a group of devices is that of its worst one; an empty group is unconfigured. */
function worst(devices: readonly DeviceView[]): DeviceView['state'] {
  const kinds = order.find((kind) => devices.some(({ state }) => state.kind === kind))
  return devices.find(({ state }) => state.kind === kinds)?.state ?? { kind: 'unconfigured' }
}

function deviceChip(name: ChipName, devices: readonly DeviceView[], count = 0): Chip {
  const state = worst(devices)
  const fault = state.kind === 'lost' ? { fault: state.fault } : {}
  return { name, care: deviceCare[state.kind], state: state.kind, count, ...fault }
}

function networkChip({ kind, unsent }: DevicesView['network']): Chip {
  const known = {
    online: { care: 'fine' },
    offline: { care: 'look', fault: 'UPLINK_OFFLINE' },
    refused: { care: 'act', fault: 'UPLINK_REFUSED' },
    version: { care: 'act', fault: 'UPLINK_VERSION' },
    'not-enrolled': { care: 'look' },
  } as const satisfies Record<typeof kind, { care: Care; fault?: FaultCode }>
  return { name: 'network', state: kind, count: unsent, ...known[kind] }
}

function eyesChip({ kind }: DevicesView['eyes']): Chip {
  const faults = { absent: 'MODEL_MISSING', refused: 'MODEL_REFUSED' } as const
  const fault = kind === 'absent' || kind === 'refused' ? { fault: faults[kind] } : {}
  return { name: 'eyes', care: modelCare[kind], state: kind, count: 0, ...fault }
}

/** The strip, always in the same order and place. */
export function chipsOf(devices: DevicesView): readonly Chip[] {
  return [
    deviceChip('printer', [devices.printer], devices.printer.waitingJobs),
    deviceChip('scanner', devices.scanners),
    deviceChip('cameras', devices.cameras),
    ...(devices.scale ? [deviceChip('scale', [devices.scale])] : []),
    ...(devices.signal ? [deviceChip('signal', [devices.signal])] : []),
    networkChip(devices.network),
    eyesChip(devices.eyes),
  ]
}

/** The one thing worth a sentence: first what needs hands, then what needs a look, in the strip's order. */
export function mainTrouble(chips: readonly Chip[]): (Chip & { readonly fault: FaultCode }) | undefined {
  const withFault = chips.filter((chip): chip is Chip & { fault: FaultCode } => chip.fault !== undefined)
  return withFault.find(({ care }) => care === 'act') ?? withFault[0]
}
