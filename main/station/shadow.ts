import type { FastifyBaseLogger } from 'fastify'
import type { Eyes, EyesState } from '../../models/port.ts'
import type { Ledger } from '../../sync/ledger/port.ts'
import { asFault } from '../kernel/fault.ts'
import type { Inference } from '../kernel/finding.ts'
import type { Frame } from '../kernel/frame.ts'
import { OneByOne } from './one-by-one.ts'

/** Items that may wait for the shadow: it runs where the lane leaves cores, so a busy hour must not fill the memory. */
const mostWaiting = 3
/** Milliseconds it may take over one item; nobody waits for it. */
const lookMs = 60_000

export interface ShadowPorts {
  /** Eyes on the second pack. */
  readonly eyes: Eyes
  readonly ledger: Pick<Ledger, 'keepShadow'>
  readonly log: Pick<FastifyBaseLogger, 'warn'>
}

/** What the station does with its second pack. */
export type ShadowSeat = Pick<Shadow, 'state' | 'saw' | 'close'>

/** A second pack that cannot be one: the screens say why, and nothing is kept. */
export function refusedShadow(model: string, detail: string): ShadowSeat {
  return { state: () => ({ kind: 'refused', model, detail }), saw: () => {}, close: async () => {} }
}

interface Seen {
  readonly inspection: string
  readonly frames: readonly Frame[]
  readonly active: Inference
}

/** Runs a second pack over what the active one has judged, one item at a time, and keeps both answers. It never throws. */
export class Shadow {
  readonly #ports: ShadowPorts
  readonly #seen = new OneByOne<Seen>(mostWaiting, (next) => this.#look(next))

  constructor(ports: ShadowPorts) {
    this.#ports = ports
  }

  /** Whether the second pack can see. */
  state(): EyesState {
    return this.#ports.eyes.state()
  }

  /** The active pack has answered. Returns at once; an item too many is left out. */
  saw(inspection: string, frames: readonly Frame[], active: Inference): void {
    this.#seen.add({ inspection, frames, active })
  }

  /** Resolves when nothing waits any more, for tests. */
  async idle(): Promise<void> {
    await this.#seen.idle()
  }

  /** What waits is left out; what runs is not kept. */
  async close(): Promise<void> {
    this.#seen.close()
    await this.#ports.eyes.close()
    await this.#seen.idle()
  }

  async #look({ inspection, frames, active }: Seen): Promise<void> {
    try {
      const shadow = await this.#ports.eyes.infer(frames, lookMs)
      if (!this.#seen.closed) this.#ports.ledger.keepShadow({ inspection, active, shadow })
    } catch (thrown) {
      this.#ports.log.warn({ err: asFault(thrown) }, 'the answer of the shadow model was not kept')
    }
  }
}
