import type { FastifyBaseLogger } from 'fastify'
import { itemFeatures } from '../../models/learning/features.ts'
import type { Eyes } from '../../models/port.ts'
import type { Ledger } from '../../sync/ledger/port.ts'
import { asFault } from '../kernel/fault.ts'
import type { Inference } from '../kernel/finding.ts'
import type { Frame } from '../kernel/frame.ts'

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
  readonly #waiting: Seen[] = []
  #running: Promise<void> | undefined
  #closed = false

  constructor(ports: KeepPorts) {
    this.#ports = ports
  }

  /** The eyes have answered. Returns at once. */
  saw(inspection: string, frames: readonly Frame[], inference: Inference): void {
    if (this.#closed || inference.status === 'unsure' || this.#waiting.length >= mostWaiting) return
    this.#waiting.push({ inspection, frames, inference })
    this.#running ??= this.#run()
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    await this.#running
  }

  /** What waits is left out; what runs is kept or left out. */
  async close(): Promise<void> {
    this.#closed = true
    this.#waiting.length = 0
    await this.#running
  }

  async #run(): Promise<void> {
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) await this.#keep(next)
    this.#running = undefined
  }

  async #keep({ inspection, frames, inference }: Seen): Promise<void> {
    try {
      const views = await this.#ports.eyes.features(frames, featuresMs)
      // another model may be looking by now: its view of the photographs does not go with the other's findings
      if (!views?.pack.startsWith(`${inference.model} `) || this.#closed) return
      this.#ports.ledger.keepFeatures(inspection, itemFeatures(views, inference))
    } catch (thrown) {
      this.#ports.log.warn({ err: asFault(thrown) }, 'nothing can be learnt from an item')
    }
  }
}
