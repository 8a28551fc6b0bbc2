import { top } from './compare.ts'
import { type Apart, apartOf, mapOf, mapOver, mapSide, type Reference, scoreOf } from './memory.ts'
import { type Promised, promiseOf, type Refused } from './promise.ts'

/** Mean and deviation of something among whole units. */
interface Usual {
  readonly mean: number
  readonly deviation: number
}

/** How whole units' scores lie, each compared with all others, and what follows for a new one. */
export interface Spread {
  /** Of the joint maps' scores; absent below two units. */
  readonly usual?: Usual
  /** Of their outlines, in free pose, where all of them are known. */
  readonly hollow?: Usual
  readonly promise: Promised | Refused
  /** A cell of the joint map over this was seen on no whole unit. */
  readonly cell: number
}

/** A deviation of few units is luck: it counts as at least this share of the mean, and of an outline's whole. */
const leastDeviation = 0.05

/** The spread of units over their first `count` banks; each is made when it is first asked for, and each pair compared once. */
export function spreadsOf(units: readonly Reference[], local: boolean): (count: number) => Spread {
  const maps = new Map<number, readonly Float32Array[]>()
  const spreads = new Map<number, Spread>()
  const mapsOf = (bank: number) => {
    if (!maps.has(bank)) maps.set(bank, mapsWithoutSelf(units, local, bank))
    return maps.get(bank)!
  }
  return (count) => {
    if (!spreads.has(count))
      spreads.set(
        count,
        spreadOf(
          units,
          local,
          Array.from({ length: count }, (_, bank) => mapsOf(bank)),
        ),
      )
    return spreads.get(count)!
  }
}

/** For each unit, how far its cells are from all other units. By place a pair of units is compared once, for both of them. */
function mapsWithoutSelf(units: readonly Reference[], local: boolean, bank: number): Float32Array[] {
  if (!local)
    return units.map((unit) => {
      const others = units.filter((each) => each !== unit)
      return mapOver(unit, others, { local, bank })
    })
  const later = units.map((unit, at) => apartOf(unit, units.slice(at + 1), { local, bank }))
  return units.map((_, at) => {
    const earlier = later.slice(0, at).map((pairs, other) => turned(pairs[at - other - 1]!))
    return mapOf([...later[at]!, ...earlier])
  })
}

/** The same two, seen from the other one. */
function turned({ there, missing = there }: Apart): Apart {
  return { there: missing, missing: there }
}

function spreadOf(
  units: readonly Reference[],
  local: boolean,
  maps: readonly (readonly Float32Array[])[],
): Spread {
  if (units.length < 2) return { promise: promiseOf([]), cell: Number.POSITIVE_INFINITY }
  const joint = units.map((_, at) => jointMap(maps.map((bank) => bank[at]!)))
  const scores = joint.map((map) => scoreOf(map, local))
  const hollows = local ? [] : hollowsOf(units)
  const spread = {
    usual: usualOf(scores),
    ...(hollows.length > 0 ? { hollow: usualOf(hollows) } : {}),
    cell: Math.max(...joint.map((map) => top(map, 1))),
  }
  const far = scores.map((score, at) => farOf({ score, hollow: hollows[at] }, spread))
  return { ...spread, promise: promiseOf(far) }
}

/** The outlines of all units, in free pose a bank of their own; none where one of them is not known. */
function hollowsOf(units: readonly Reference[]): number[] {
  const known = units.flatMap(({ hollow }) => (hollow === undefined ? [] : [hollow]))
  return known.length === units.length ? known : []
}

function usualOf(values: readonly number[]): Usual {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length
  const square = values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (values.length - 1)
  return { mean, deviation: Math.max(Math.sqrt(square), leastDeviation * mean, 0.01) }
}

/** What an outline weighs beside the cells. */
const outlineShare = 0.25

/** How far off a view is, in deviations of whole units; its raw score where no spread is known. */
export function farOf(
  { score, hollow }: { readonly score: number; readonly hollow: number | undefined },
  { usual, hollow: outline }: Pick<Spread, 'usual' | 'hollow'>,
): number {
  if (!usual) return score
  const far = (score - usual.mean) / usual.deviation
  if (!outline || hollow === undefined) return far
  return (1 - outlineShare) * far + (outlineShare * (hollow - outline.mean)) / outline.deviation
}

/**
 * One map of several banks, `mapSide` a side: cell by cell their geometric mean, so that a place counts where all of them find it
 * unlike, whatever they count in; one bank as it is. A network may see fewer or more cells in a crop than the classic ones.
 */
export function jointMap(maps: readonly Float32Array[]): Float32Array {
  if (maps.length < 2) return maps[0] ?? new Float32Array()
  const joint = new Float32Array(mapSide * mapSide).fill(1)
  for (const map of maps) {
    const side = Math.round(Math.sqrt(map.length))
    const along = (place: number) => Math.floor(((place + 0.5) * side) / mapSide)
    for (let at = 0; at < joint.length; at++)
      joint[at]! *= map[along(Math.floor(at / mapSide)) * side + along(at % mapSide)]!
  }
  return joint.map((product) => product ** (1 / maps.length))
}
