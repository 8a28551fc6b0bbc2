import type { Fault, FaultCode } from '../../main/kernel/fault.ts'

/** How the station stands with central, in the words the screens use (main/api/views.ts NetworkView without its count). */
export interface NetworkState {
  readonly kind: 'online' | 'offline' | 'refused' | 'version'
  /** Milliseconds since the epoch when central last acknowledged something; absent when not since the start. */
  readonly lastSent?: number
  /** What is wrong, in one sentence; empty when nothing is. */
  readonly detail: string
}

/** Faults that waiting alone does not mend; every other one is the network's. */
const kinds: Partial<Record<FaultCode, NetworkState['kind']>> = {
  UPLINK_VERSION: 'version',
  EVENT_INVALID: 'version',
  UPLINK_REFUSED: 'refused',
  UPLINK_CLOCK: 'refused',
  STATION_DISABLED: 'refused',
  EVENT_CONFLICT: 'refused',
  LEDGER_BEHIND: 'refused',
}

/** What the screen shows of a fault of the uplink. */
export function stateOf(fault: Fault): Pick<NetworkState, 'kind' | 'detail'> {
  return { kind: kinds[fault.code] ?? 'offline', detail: fault.detail }
}
