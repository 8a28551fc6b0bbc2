import { least } from './compare.ts'
import { byPlace, classicApart, comparedWith, type Held, type Memory } from './judge.ts'
import { mapOf, type Reference, scoreOf } from './memory.ts'

/**
 * The units a view is laid beside for a network that takes only a few at once, best first: the one it is most like, and
 * then each time the one that explains most of what still stands out. What is wrong with an item is on no whole unit, so
 * this hides nothing; what whole units differ in (print, shade, where a flap lies) is explained by one of the few.
 */
export function besideOf(view: Held, memory: Memory, most: number): readonly Reference[] {
  const local = byPlace(view, memory)
  const apart = view.apart ?? classicApart(view, memory)
  const known = comparedWith(view, memory).map((unit, at) => ({ unit, map: mapOf([apart[at]!]) }))
  const usable = known.filter(({ unit }) => unit.banks.length > 1)
  const [units, maps] = [usable.map(({ unit }) => unit), usable.map(({ map }) => map)]
  const chosen: number[] = []
  let unexplained: Float32Array | undefined
  const leaves = (map: Float32Array) => (unexplained ? least([unexplained, map]) : map)
  while (chosen.length < Math.min(most, units.length)) {
    let [best, lowest] = [-1, Number.POSITIVE_INFINITY]
    for (const [at, map] of maps.entries()) {
      const score = chosen.includes(at) ? Number.POSITIVE_INFINITY : scoreOf(leaves(map), local)
      if (score < lowest) [best, lowest] = [at, score]
    }
    if (best < 0) break
    chosen.push(best)
    unexplained = leaves(maps[best]!)
  }
  return chosen.map((at) => units[at]!)
}
