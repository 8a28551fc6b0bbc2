import type { Clock } from '../../main/kernel/clock.ts'
import type { Fault } from '../../main/kernel/fault.ts'
import type { RandomBytes } from '../../main/kernel/ids.ts'
import type { StepHook } from '../../main/kernel/steps.ts'
import type { Evidence } from '../evidence/port.ts'
import type { Ledger } from '../ledger/port.ts'
import { BlobSender } from './blob-sender.ts'
import type { CentralAddress } from './central-address.ts'
import { clientOf } from './central-client.ts'
import { EventSender } from './event-sender.ts'
import { type NetworkState, stateOf } from './network-state.ts'
import { startWorker, type Worker } from './worker.ts'

/** How often an idle station asks central how far it is, in milliseconds: this is how it learns that the network is gone. */
const heartbeatMs = 30_000

export interface UplinkPorts {
  readonly ledger: Pick<Ledger, 'acknowledge' | 'acknowledged' | 'eventsAfter'>
  readonly evidence: Pick<Evidence, 'read'>
  readonly central: CentralAddress
  readonly clock: Clock
  readonly random: RandomBytes
  /** Called before `uplink:blob` and `uplink:batch`; the ledger calls its own for `uplink:ack`. */
  readonly hook: StepHook
  /** Hears of every change of how the station stands with central. */
  onState(state: NetworkState): void
  /** Hears of each photograph that cannot be sent because the station lost it, by its hash. */
  onLost?(fault: Fault, sha256: string): void
}

/** Sends what the ledger holds to central, photographs first, in order, until stopped; what fails is tried again with backoff. */
export function startUplink(ports: UplinkPorts): Worker {
  const { clock, random, onState } = ports
  let shown: NetworkState = { kind: 'offline', detail: '' }
  const show = (state: NetworkState) => {
    const same = (['kind', 'detail', 'lastSent'] as const).every((field) => state[field] === shown[field])
    shown = state
    if (!same) onState(state)
  }
  let sender: EventSender | undefined
  return startWorker({
    ...{ clock, random, idleMs: heartbeatMs },
    async turn(signal) {
      sender ??= senderOf(ports)
      const before = ports.ledger.acknowledged()
      const next = await sender.turn(signal)
      const sent = ports.ledger.acknowledged() > before ? { lastSent: clock.now() } : {}
      show({ ...shown, kind: 'online', detail: '', ...sent })
      return next
    },
    failed: (fault) => show({ ...shown, ...stateOf(fault) }),
  })
}

function senderOf({ ledger, evidence, hook, onLost = () => {}, ...ports }: UplinkPorts): EventSender {
  const client = clientOf(ports)
  const blobs = new BlobSender({ client, evidence, hook, onLost })
  return new EventSender({ ledger, client, blobs, hook, stationId: ports.central.stationId })
}
