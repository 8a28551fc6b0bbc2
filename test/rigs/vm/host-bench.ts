import { createVirtualScale, type VirtualScale } from '../../../drivers/scale/virtual-scale.ts'
import { createVirtualRelays, type VirtualRelays } from '../../../drivers/signal/virtual-relays.ts'
import type { CableName, FarEnd } from './usb-ports.ts'
import type { Questions } from './wire.ts'

/** Scales and relay boards at the host's end of USB serial cables, which cost the machine nothing. */
export function hostBench(
  cableOf: (name: CableName) => FarEnd,
): Pick<Questions, 'putScale' | 'weigh' | 'putRelays' | 'lit'> {
  const scales = new Map<CableName, VirtualScale>()
  const boards = new Map<CableName, VirtualRelays>()
  const deaf = new Map<CableName, () => void>()
  const put = async (name: CableName, device: { receive(bytes: Uint8Array): void }) => {
    deaf.get(name)?.()
    deaf.set(
      name,
      cableOf(name).onData((chunk) => device.receive(chunk)),
    )
    await cableOf(name).plug()
  }
  return {
    async putScale(name) {
      const scale = createVirtualScale({ protocol: 'sics', unit: 'kg', answer: cableOf(name).write })
      scales.set(name, scale)
      await put(name, scale)
    },
    async weigh(name, grams) {
      there(scales, name).put(grams)
    },
    async putRelays(name) {
      const board = createVirtualRelays(cableOf(name).write)
      boards.set(name, board)
      await put(name, board)
    },
    lit: async (name) => there(boards, name).on(),
  }
}

function there<T>(devices: ReadonlyMap<CableName, T>, name: CableName): T {
  const device = devices.get(name)
  if (device === undefined) throw new Error(`nothing of the kind is on the cable ${name}`)
  return device
}
