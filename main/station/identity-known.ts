import { setImmediate as turn } from 'node:timers/promises'
import type { Promised, Refused } from '../../models/memory/promise.ts'
import {
  type Gallery,
  type Nearest,
  nearestOther,
  promisedOf,
  type Signed,
} from '../../models/telling/likeness.ts'
import type { SignatureStore, SignedView } from '../../models/telling/port.ts'

/** SKUs an item is compared with at most, the ones taught last: 500 of 16 units in four views take 50 MB and ten milliseconds. */
const mostSkus = 500
/** Units of a SKU that are compared at most, the oldest: what they promise grows little with more. */
const mostUnits = 16

/** What the signatures of whole units say of an item. */
export interface Told {
  readonly nearest: Nearest
  readonly promise: Promised | Refused
  /** Other SKUs it was compared with. */
  readonly others: number
}

interface Learnt {
  readonly version: string
  readonly gallery: Gallery
  readonly promises: Map<string, Promise<Promised | Refused>>
}

/** The signatures of whole units in memory, read anew in pieces when they change; asking reads no file. */
export class KnownSignatures {
  readonly #store: SignatureStore
  #learnt: Learnt | undefined
  #reading: Promise<void> | undefined

  constructor(store: SignatureStore) {
    this.#store = store
  }

  /** Whether an item of this SKU can be told from another: both are known here. */
  knows(sku: string): boolean {
    const gallery = this.#learnt?.gallery
    return gallery !== undefined && gallery.size > 1 && gallery.has(sku)
  }

  /** Reads what one maker signed, where anything changed; one reading at a time. */
  refresh(made: string): Promise<void> {
    this.#reading ??= this.#read(made).finally(() => {
      this.#reading = undefined
    })
    return this.#reading
  }

  /** Nothing where the SKU or its views are not known, or no other is. */
  async tell(item: Signed, sku: string): Promise<Told | undefined> {
    const learnt = this.#learnt
    if (!learnt || !this.knows(sku)) return undefined
    const { gallery, promises } = learnt
    const nearest = await nearestOther(item, { sku, gallery })
    if (!nearest) return undefined
    const promise = promises.get(sku) ?? promisedOf(sku, gallery)
    promises.set(sku, promise)
    return { nearest, promise: await promise, others: gallery.size - 1 }
  }

  async #read(made: string): Promise<void> {
    const version = `${made} ${this.#store.version()}`
    if (this.#learnt?.version === version) return
    const gallery = new Map<string, readonly Signed[]>()
    for (const sku of this.#store.skus().slice(0, mostSkus)) {
      const units = unitsOf(this.#store.ofSku(sku, made))
      if (units.length > 0) gallery.set(sku, units)
      // each SKU is a read of some ten kilobytes: the lane's loop gets its turn between two
      await turn()
    }
    this.#learnt = { version, gallery, promises: new Map() }
  }
}

function unitsOf(views: readonly SignedView[]): readonly Signed[] {
  const signed = views.filter(({ signature }) => signature.length > 0)
  const units = [...Map.groupBy(signed, ({ unit }) => unit).values()]
  return units
    .slice(0, mostUnits)
    .map((each) => new Map(each.map(({ role, signature }) => [role, signature])))
}
