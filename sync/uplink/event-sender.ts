import { Fault, type FaultCode } from '../../main/kernel/fault.ts'
import type { StepHook } from '../../main/kernel/steps.ts'
import type { Ledger, OutboxEvent } from '../ledger/port.ts'
import { acknowledgedSchema } from '../wire/answers.ts'
import { wrap } from '../wire/envelope.ts'
import { batchMediaType } from '../wire/protocol.ts'
import type { BlobSender } from './blob-sender.ts'
import type { CentralClient } from './central-client.ts'
import { Refused } from './http.ts'

/** Most events, and about the most bytes of their data, in one batch. */
const most = { events: 50, bytes: 3 * 1024 * 1024 } as const

/** Refusals of a batch that some of its events may not deserve. */
const ofOneEvent: readonly FaultCode[] = ['EVENT_INVALID', 'UPLINK_VERSION', 'TOO_LARGE']

export interface EventSenderPorts {
  readonly ledger: Pick<Ledger, 'acknowledge' | 'acknowledged' | 'eventsAfter'>
  readonly client: CentralClient
  readonly blobs: BlobSender
  readonly stationId: string
  readonly hook: StepHook
}

/** Sends the outbox in order, batch by batch, and tells the ledger what central has for good. */
export class EventSender {
  readonly #ports: EventSenderPorts
  /** Central is taken to have everything up to here; goes back when central says that it has not. */
  #from: number
  #size: number = most.events

  constructor(ports: EventSenderPorts) {
    this.#ports = ports
    this.#from = ports.ledger.acknowledged()
  }

  /** Sends the next batch, or an empty one to ask how far central is. */
  async turn(signal: AbortSignal): Promise<'more' | 'idle'> {
    const events = this.#next()
    await this.#ports.blobs.send(
      events.flatMap(({ blobs }) => blobs),
      signal,
    )
    try {
      const acknowledged = await this.#post(events, signal)
      this.#size = Math.min(most.events, this.#size * 2)
      return this.#settle(events, acknowledged)
    } catch (thrown) {
      if (thrown instanceof Refused && thrown.expected !== undefined && thrown.expected - 1 < this.#from) {
        this.#from = thrown.expected - 1
        return 'more'
      }
      if (thrown instanceof Fault && ofOneEvent.includes(thrown.code) && events.length > 1) {
        // What is good before the bad one still gets through.
        this.#size = Math.ceil(events.length / 2)
        return 'more'
      }
      throw thrown
    }
  }

  #next(): readonly OutboxEvent[] {
    const events = this.#ports.ledger.eventsAfter(this.#from, this.#size)
    const oldest = events[0]?.seq ?? this.#from + 1
    if (oldest !== this.#from + 1)
      throw new Fault(
        'EVENT_CONFLICT',
        `central asks for event ${this.#from + 1}, the oldest here is ${oldest}`,
      )
    let bytes = 0
    const fitting = events.filter((event, index) => {
      bytes += event.data.length
      return index === 0 || bytes <= most.bytes
    })
    return fitting
  }

  async #post(events: readonly OutboxEvent[], signal: AbortSignal): Promise<number> {
    const { client, stationId, hook } = this.#ports
    const body = Buffer.from(JSON.stringify(events.map((event) => wrap(event, stationId))))
    if (events.length > 0) hook('uplink:batch')
    const answer = await client.send(
      { method: 'POST', target: '/v1/events', body, contentType: batchMediaType },
      signal,
    )
    const said = acknowledgedSchema.safeParse(await answer.json().catch(() => undefined))
    if (said.success) return said.data.acknowledged
    throw new Fault('UPLINK_VERSION', 'central’s answer to a batch cannot be read')
  }

  #settle(events: readonly OutboxEvent[], acknowledged: number): 'more' | 'idle' {
    const last = events.at(-1)?.seq
    if (last === undefined && acknowledged < this.#from) {
      // Central was put back to an earlier copy: it gets again what it lost.
      this.#from = acknowledged
      return 'more'
    }
    if (last !== undefined && acknowledged < last)
      throw new Fault(
        'UPLINK_VERSION',
        `central was sent event ${last} and acknowledged only ${acknowledged}`,
      )
    // Never more than was sent: the numbers beyond belong to events that are still to come.
    this.#from = last ?? acknowledged
    this.#ports.ledger.acknowledge(this.#from)
    return this.#ports.ledger.eventsAfter(this.#from, 1).length > 0 ? 'more' : 'idle'
  }
}
