import type { ItemView } from '../../models/memory/raster.ts'
import type { Looked } from '../../models/memory/recall.ts'
import type { Remembering, Seen } from '../../models/memory/remembering.ts'
import type { Decoded, Eyes } from '../../models/port.ts'
import type { Frame } from '../kernel/frame.ts'
import { comparingModel, type KnownUnits } from './known-units.ts'

export interface LooksPorts {
  readonly eyes: Pick<Eyes, 'state'>
  readonly known: Pick<KnownUnits, 'ready' | 'forget'>
  readonly remembering: Pick<Remembering, 'look'>
}

/** A photograph that is laid over units of a SKU, and what comes of it. */
interface Of<T> {
  readonly sku: string
  readonly comes: Promise<T | undefined>
}

/** Lays photographs over the units of their role; one that was laid ahead of the item's other views is not laid again. */
export class Looks {
  readonly #ports: LooksPorts
  readonly #decoded = new WeakMap<Frame, Promise<Decoded | undefined>>()
  readonly #ahead = new WeakMap<Frame, Of<Looked>>()
  /** Item cut out, which is there before it is laid; these never reject. */
  readonly #seen = new WeakMap<Frame, Of<ItemView>>()

  constructor(ports: LooksPorts) {
    this.#ports = ports
  }

  /** Whoever measures the photograph decodes it, so the memory need not; the promise never rejects. */
  decoding(frame: Frame, decoded: Promise<Decoded | undefined>): void {
    this.#decoded.set(frame, decoded)
  }

  /** Lays it now, to be taken once the item's other views are there; undefined where nothing is known of its role, or no single item is seen. */
  ahead(frame: Frame, sku: string): Promise<Looked | undefined> {
    const begun = this.#ahead.get(frame)
    return begun?.sku === sku ? begun.comes : this.#look(frame, sku).looked
  }

  /** What was laid ahead, else it is laid now; once a look, for it is judged once. */
  take(frame: Frame, sku: string): Promise<Looked | undefined> {
    const looked = this.ahead(frame, sku)
    this.#ahead.delete(frame)
    return looked
  }

  /** The view of a look under way, taken or not, else of one that is begun ahead; undefined where it gives none. */
  seen(frame: Frame, sku: string): Promise<ItemView | undefined> {
    const begun = this.#seen.get(frame)
    return begun?.sku === sku ? begun.comes : this.#look(frame, sku).view
  }

  #look(frame: Frame, sku: string) {
    const seen = Promise.withResolvers<ItemView | undefined>()
    const looked = this.#lay(frame, sku, seen.resolve)
    this.#ahead.set(frame, { sku, comes: looked })
    this.#seen.set(frame, { sku, comes: seen.promise })
    // a look that ended without a view never gives one
    const ended = () => seen.resolve(undefined)
    looked.then(ended, () => {
      ended()
      this.#forget(frame)
    })
    return { looked, view: seen.promise }
  }

  async #lay(frame: Frame, sku: string, seen: Seen): Promise<Looked | undefined> {
    const { eyes, known, remembering } = this.#ports
    const { lessons } = await known.ready(sku)
    const key = lessons.get(frame.role)
    if (key === undefined) return undefined
    const most = comparingModel(eyes)?.most ?? 0
    const decoded = await this.#decoded.get(frame)
    const shown = decoded ? { decoded } : { photo: frame.bytes }
    const { stage } = frame
    const looked = await remembering.look({ key, ...shown, most, ...(stage ? { stage } : {}) }, seen)
    if (looked !== 'forgotten') return looked
    known.forget(sku)
    this.#forget(frame)
    return undefined
  }

  /** Whoever examines the item tries again. */
  #forget(frame: Frame): void {
    this.#ahead.delete(frame)
    this.#seen.delete(frame)
  }
}
