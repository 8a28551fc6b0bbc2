import type { Patches } from '../port.ts'

/** Most units' patches kept at once: those of four items of four cameras, 4 MB. */
const most = 64

/**
 * What a network said of units that views were laid beside, by lesson and unit, those told last: the thread tells it once while
 * it is kept here. The numbers stay the same ones in memory, so that nobody passes them on again either (onnx/sent-patches.ts).
 */
export class ToldPatches {
  readonly #kept = new Map<string, Map<string, Patches>>()

  /** Of one lesson, by unit; good for as long as the caller holds it. */
  of(key: string): ReadonlyMap<string, Patches> {
    return new Map(this.#kept.get(key))
  }

  /** What was told of a look's units, with what was known before in the place of what was not told again. */
  whole(
    key: string,
    known: ReadonlyMap<string, Patches>,
    { beside, references }: ToldBeside,
  ): readonly Patches[] {
    const all = beside.map((unit, at) => references[at] ?? known.get(unit)!)
    const kept = this.#kept.get(key) ?? new Map<string, Patches>()
    for (const [at, unit] of beside.entries()) {
      // the last ones told go last
      kept.delete(unit)
      kept.set(unit, all[at]!)
    }
    this.#kept.delete(key)
    this.#kept.set(key, kept)
    this.#forgetOldest()
    return all
  }

  #forgetOldest(): void {
    const count = () => [...this.#kept.values()].reduce((sum, { size }) => sum + size, 0)
    for (const [key, units] of this.#kept)
      for (const unit of [...units.keys()]) {
        if (count() <= most) return
        units.delete(unit)
        if (units.size === 0) this.#kept.delete(key)
      }
  }
}

/** Units that a view was laid beside, and what the thread told of each: nothing where it was told before. */
export interface ToldBeside {
  readonly beside: readonly string[]
  readonly references: readonly (Patches | undefined)[]
}
