import type { FastifyBaseLogger } from 'fastify'
import { itemFeatures } from '../../models/learning/features.ts'
import type { Eyes } from '../../models/port.ts'
import type { Ledger } from '../../sync/ledger/port.ts'
import { asFault } from '../kernel/fault.ts'
import type { Inference } from '../kernel/finding.ts'
import type { Frame } from '../kernel/frame.ts'
import { OneByOne } from './one-by-one.ts'

/** Milliseconds the eyes may take; nobody waits for it. */
const featuresMs = 5_000
/** Items that may wait: pictures decoded for an item are gone two items later, and making them again would take the lane's cores. */
const mostWaiting = 2

export interface KeepPorts {
  readonly eyes: Pick<Eyes, 'features'>
  readonly ledger: Pick<Ledger, 'keepFeatures'>
  readonly log: Pick<FastifyBaseLogger, 'warn'>
}

interface Seen {
  readonly inspection: string
  readonly frames: readonly Frame[]
  readonly inference: Extract<Inference, { readonly status: 'done' }>
}

/**
 * Keeps what can be learnt from an item in the ledger, under its inspection's id, as soon as its proposal is on the screen: before
 * it is decided, so that a decision never waits for it, and apart from the decision, so that none is lost with it. It never
 * throws; an item that is cancelled leaves a vector nobody reads.
 */
export class FeaturesKeeper {
  readonly #ports: KeepPorts
  readonly #seen = new OneByOne<Seen>(mostWaiting, (next) => this.#keep(next))

  constructor(ports: KeepPorts) {
    this.#ports = ports
  }

  /** The eyes have answered. Returns at once. */
  saw(inspection: string, frames: readonly Frame[], inference: Inference): void {
    if (inference.status !== 'unsure') this.#seen.add({ inspection, frames, inference })
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    await this.#seen.idle()
  }

  /** What waits is left out; what runs is kept or left out. */
  async close(): Promise<void> {
    this.#seen.close()
    await this.#seen.idle()
  }

  async #keep({ inspection, frames, inference }: Seen): Promise<void> {
    try {
      const views = await this.#ports.eyes.features(frames, featuresMs)
      // another model may be looking by now: its view of the photographs does not go with the other's findings
      if (!views?.pack.startsWith(`${inference.model} `) || this.#seen.closed) return
      this.#ports.ledger.keepFeatures(inspection, itemFeatures(views, inference))
    } catch (thrown) {
      this.#ports.log.warn({ err: asFault(thrown) }, 'nothing can be learnt from an item')
    }
  }
}
