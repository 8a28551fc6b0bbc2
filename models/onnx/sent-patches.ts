import type { BesideView, Patches } from '../port.ts'
import type { Hatch, Spot } from './hatch.ts'

/** How many references the owner keeps: those of three items, 4 MB. */
const most = 64
const noBytes = new Uint8Array()
const noNumbers = new Int8Array()

/** A reference on its way to the owner. */
export interface SentPatches extends Patches {
  /** The number it is kept under. */
  readonly as?: number
  /** The owner has it already. */
  readonly there?: true
  /** Where its numbers lie in the hatch. */
  readonly spot?: Spot
}

/** A crop on its way to the owner, its bytes with it or in the hatch. */
export interface SentView extends Omit<BesideView, 'references'> {
  readonly references: readonly SentPatches[]
  readonly spot?: Spot
}

/** What one owner was sent to compare with: a whole unit is compared with many items, and has 64 kB a view. */
export class SentReferences {
  readonly #hatch: Hatch | undefined
  #numbers = new WeakMap<Int8Array, number>()
  #next = 0

  constructor(hatch?: Hatch) {
    this.#hatch = hatch
  }

  /** The views as they go over the channel; questions go in the order they are lightened. */
  lighten(id: number, views: readonly BesideView[]): SentView[] {
    return views.map((view) => {
      const references = view.references.map((one) => this.#light(id, one))
      const spot = this.#hatch?.put(id, view.crop)
      return spot ? { ...view, references, crop: noBytes, spot } : { ...view, references }
    })
  }

  /** Another owner has seen nothing. */
  forget(): void {
    this.#numbers = new WeakMap()
  }

  /** The same means the same numbers in memory: whoever keeps units keeps them as they are. */
  #light(id: number, { size, down, across, values }: Patches): SentPatches {
    const grid = { size, down, across }
    const known = this.#numbers.get(values)
    if (known !== undefined && known >= this.#next - most)
      return { ...grid, values: noNumbers, as: known, there: true }
    const as = this.#next++
    this.#numbers.set(values, as)
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
    const spot = this.#hatch?.put(id, bytes)
    return spot ? { ...grid, values: noNumbers, as, spot } : { ...grid, values, as }
  }
}

/** The owner's side: references by the number they came under. */
export class KeptReferences {
  readonly #kept = new Map<number, Int8Array>()
  readonly #fetch: (spot: Spot) => Uint8Array

  /** `fetch` brings what lies in the hatch. */
  constructor(fetch: (spot: Spot) => Uint8Array) {
    this.#fetch = fetch
  }

  /** The views with all their numbers again. */
  whole(views: readonly SentView[]): readonly BesideView[] {
    return views.map(({ role, crop, spot, inPlace, references }) => ({
      role,
      inPlace,
      references: references.map((one) => this.#whole(one)),
      crop: spot ? this.#fetch(spot) : crop,
    }))
  }

  #whole({ size, down, across, values, as, there, spot }: SentPatches): Patches {
    const grid = { size, down, across }
    if (as === undefined) return { ...grid, values }
    if (there) return { ...grid, values: this.#kept.get(as) ?? noNumbers }
    const numbers = spot ? new Int8Array(this.#fetch(spot).buffer) : values
    this.#kept.set(as, numbers)
    this.#kept.delete(as - most)
    return { ...grid, values: numbers }
  }
}
