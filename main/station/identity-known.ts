import { setImmediate as turn } from 'node:timers/promises'
import type { Promised, Refused } from '../../models/memory/promise.ts'
import type { Finder } from '../../models/telling/closer.ts'
import {
  type Gallery,
  type Nearest,
  nearestOther,
  type Signed,
  type SignedUnit,
} from '../../models/telling/likeness.ts'
import type { SignatureStore, SignedView, Signer } from '../../models/telling/port.ts'
import { LikenessPromises } from './identity-promises.ts'
import { toldBy } from './identity-views.ts'

/** SKUs an item is compared with at most, the ones taught last: the wholes of 500 of 16 units in two views are 20 MB. */
const mostSkus = 500
/** Units of a SKU that are compared at most, the oldest: what they promise grows little with more. */
const mostUnits = 16
/** Milliseconds the places of one view may be looked for; the lane does not wait that long (identity-voice.ts). */
const findMs = 2_000

/** What the signatures of whole units say of an item. */
export interface Told {
  readonly nearest: Nearest
  readonly promise: Promised | Refused
  /** Other SKUs it was compared with. */
  readonly others: number
}

interface Learnt {
  readonly version: string
  readonly made: string
  readonly gallery: Gallery
}

/** The signatures of whole units in memory, read anew in pieces when they change; asking reads no file. */
export class KnownSignatures {
  readonly #store: SignatureStore
  readonly #signer: Pick<Signer, 'found' | 'state'>
  readonly #promises = new LikenessPromises()
  #learnt: Learnt | undefined
  #reading: Promise<void> | undefined

  constructor(store: SignatureStore, signer: Pick<Signer, 'found' | 'state'>) {
    this.#store = store
    this.#signer = signer
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
    const finder = learnt && this.#finder(learnt)
    if (!learnt || !finder || !this.knows(sku)) return undefined
    const beside = { sku, gallery: learnt.gallery, finder }
    const nearest = await nearestOther(item, beside)
    if (!nearest || nearest === 'late') return undefined
    const promise = await this.#promises.of(beside)
    return promise && { nearest, promise, others: learnt.gallery.size - 1 }
  }

  /** Finds anew what one SKU promises, where units or SKUs changed since; false where nothing did. */
  async renewOne(): Promise<boolean> {
    const learnt = this.#learnt
    const finder = learnt && this.#finder(learnt)
    if (!learnt || !finder || learnt.gallery.size < 2) return false
    for (const sku of learnt.gallery.keys()) {
      const beside = { sku, gallery: learnt.gallery, finder }
      if (this.#promises.isStale(beside)) return (await this.#promises.renew(beside)) !== undefined
    }
    return false
  }

  /** Nothing while another pack signs than the one that signed these: their places are not alike. */
  #finder({ made }: Learnt): Finder | undefined {
    const state = this.#signer.state()
    if (state.kind !== 'ready' || state.made !== made) return undefined
    return {
      share: state.share,
      placesOf: (view) => this.#store.placesOf(view, made),
      found: (places, groups) => this.#signer.found(places, groups, findMs),
    }
  }

  async #read(made: string): Promise<void> {
    const version = `${made} ${this.#store.version()}`
    if (this.#learnt?.version === version) return
    const gallery = new Map<string, readonly SignedUnit[]>()
    for (const sku of this.#store.skus().slice(0, mostSkus)) {
      const units = unitsOf(this.#store.ofSku(sku, made))
      if (units.length > 0) gallery.set(sku, units)
      // each SKU is a read of some ten kilobytes: the lane's loop gets its turn between two
      await turn()
    }
    if (this.#learnt?.made !== made) this.#promises.clear()
    this.#learnt = { version, made, gallery }
  }
}

function unitsOf(views: readonly SignedView[]): readonly SignedUnit[] {
  const signed = views.filter(({ whole }) => whole.length > 0)
  return [...Map.groupBy(signed, ({ unit }) => unit)].slice(0, mostUnits).map(([unit, each]) => ({
    unit,
    views: new Map(toldBy(each).map(({ role, whole }) => [role, whole])),
  }))
}
