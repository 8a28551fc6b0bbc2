import { top } from './compare.ts'
import { type Apart, apartOf, mapOf, mapOver, mapSide, type Reference, scoreOf } from './memory.ts'
import { type Promised, promiseOf, type Refused } from './promise.ts'

/** How the banks' scores lie among whole units, each compared with all others, and what follows for a new one. */
export interface Spread {
  /** Mean and deviation of each bank's leave-one-out scores, and the furthest cell of all; empty below two units. */
  readonly banks: readonly {
    readonly mean: number
    readonly deviation: number
    readonly cell: number
  }[]
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
  if (units.length < 2) return { banks: [], promise: promiseOf([]), cell: Number.POSITIVE_INFINITY }
  const hollows = local ? [] : hollowsOf(units)
  const scores = units.map((_, at) => [
    ...maps.map((bank) => scoreOf(bank[at]!, local)),
    ...hollows.slice(at, at + 1),
  ])
  const banks = scores[0]!.map((_, bank) => ({
    ...meanAndDeviation(scores.map((each) => each[bank]!)),
    cell: Math.max(0, ...(maps[bank] ?? []).map((map) => top(map, 1))),
  }))
  const cell = Math.max(
    ...units.map((_, at) =>
      top(
        jointMap(
          maps.map((bank) => bank[at]!),
          banks,
        ),
        1,
      ),
    ),
  )
  return { banks, promise: promiseOf(scores.map((each) => fused(each, banks))), cell }
}

/** The outlines of all units, in free pose a bank of their own; none where one of them is not known. */
export function hollowsOf(units: readonly Reference[]): number[] {
  const known = units.flatMap(({ hollow }) => (hollow === undefined ? [] : [hollow]))
  return known.length === units.length ? known : []
}

function meanAndDeviation(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length
  const square = values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (values.length - 1)
  return { mean, deviation: Math.max(Math.sqrt(square), leastDeviation * mean, 0.01) }
}

/** Each bank in deviations of whole units from their mean, and then the mean of the banks; raw where no spread is known. */
export function fused(scores: readonly number[], banks: Spread['banks']): number {
  const each = scores.map((score, at) => {
    const known = banks[at]
    return known ? (score - known.mean) / known.deviation : score
  })
  return each.reduce((sum, one) => sum + one, 0) / Math.max(1, each.length)
}

/**
 * One map of several banks, `mapSide` a side: each in shares of the furthest cell among whole units, then their mean; one
 * bank as it is. A network may see fewer or more cells in a crop than the classic ones.
 */
export function jointMap(maps: readonly Float32Array[], banks: Spread['banks']): Float32Array {
  if (maps.length < 2) return maps[0] ?? new Float32Array()
  const joint = new Float32Array(mapSide * mapSide)
  for (const [bank, map] of maps.entries()) {
    const by = maps.length * Math.max(banks[bank]?.cell ?? 1, 1e-6)
    const side = Math.round(Math.sqrt(map.length))
    const along = (place: number) => Math.floor(((place + 0.5) * side) / mapSide)
    for (let at = 0; at < joint.length; at++)
      joint[at]! += map[along(Math.floor(at / mapSide)) * side + along(at % mapSide)]! / by
  }
  return joint
}
