import type { Promised, Refused } from '../../models/memory/promise.ts'
import { type Beside, promisedOf } from '../../models/telling/likeness.ts'

type Found = Promised | Refused
type Asked = Omit<Beside, 'without'>

/** What SKUs promise, kept until their own units or the SKUs around them change: sixteen units beside one other SKU took half a second of busy cores. */
export class LikenessPromises {
  readonly #kept = new Map<string, { readonly of: string; readonly promise: Found }>()

  /** What was found last, else found now; undefined where it could not be. */
  async of(asked: Asked): Promise<Found | undefined> {
    return this.#kept.get(asked.sku)?.promise ?? (await this.renew(asked))
  }

  /** Whether what is kept of a SKU was found among other units or other SKUs. */
  isStale(asked: Asked): boolean {
    return this.#kept.get(asked.sku)?.of !== foundAmong(asked)
  }

  /** Finds it anew. Where places could not be found in time, what was kept stays. */
  async renew(asked: Asked): Promise<Found | undefined> {
    const promise = await promisedOf(asked)
    if (promise) this.#kept.set(asked.sku, { of: foundAmong(asked), promise })
    return promise
  }

  /** Another pack's signatures: nothing kept holds. */
  clear(): void {
    this.#kept.clear()
  }
}

function foundAmong({ sku, gallery }: Asked): string {
  return [gallery.size, ...(gallery.get(sku) ?? []).map(({ unit }) => unit)].join(' ')
}
