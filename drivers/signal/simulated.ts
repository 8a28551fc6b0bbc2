import type { Clock } from '../../main/kernel/clock.ts'
import { createMemoryLine } from '../line/memory.ts'
import type { Signal } from './port.ts'
import { relaySignal } from './relay-signal.ts'
import { createVirtualRelays, type VirtualRelays } from './virtual-relays.ts'

export interface SimulatedSignal extends Signal, Omit<VirtualRelays, 'receive'> {
  unplug(): void
  plug(): void
}

/** A stack light in memory behind the real relay driver: green, amber, red and buzzer on the relays 0 to 3. */
export function simulatedSignal(name: string, clock: Clock): SimulatedSignal {
  const line = createMemoryLine(name, 'SIGNAL_LOST', (bytes) => board.receive(bytes))
  const board = createVirtualRelays(line.fromDevice)
  const signal = relaySignal(line, { green: 0, amber: 1, red: 2, buzzer: 3 }, clock)
  return {
    name,
    state: () => signal.state(),
    onState: (heard) => signal.onState(heard),
    show: (look) => signal.show(look),
    tryOut: (lamp) => signal.tryOut(lamp),
    close: () => signal.close(),
    on: board.on,
    history: board.history,
    hang: board.hang,
    unplug: line.unplug,
    plug: line.plug,
  }
}
