import type { Region } from '../../main/kernel/finding.ts'
import { top } from './compare.ts'
import { mapOf, type Prepared, prepare, type Reference, type Start, scoreOf, startOf } from './memory.ts'
import { type Promised, promiseOf, type Refused } from './promise.ts'
import type { ItemView } from './raster.ts'
import { regionsOf } from './regions.ts'

/** Whole units of one SKU and role, and what they say of each other: each compared with all others. */
export interface Memory {
  readonly start: Start
  readonly references: readonly Reference[]
  /** By place, over the units that lie over the first one. */
  readonly byPlace: Spread
  /** Place ignored, over all units; made when it is first asked for, as it compares every cell with every other. */
  anywhere(): Spread
}

/** How the banks' scores lie among whole units, and what follows for a new one. */
export interface Spread {
  /** Mean and deviation of each bank's leave-one-out scores; empty below two units. */
  readonly banks: readonly { readonly mean: number; readonly deviation: number }[]
  readonly promise: Promised | Refused
  /** A cell over this was seen on no whole unit. */
  readonly cell: number
}

/** How a view compares with a memory. `score` and the promise's threshold are in the same unit, deviations of whole units. */
export interface Judgement {
  /** `verdict` may count; `hint` is for a supervisor's eyes only; `nothing` says so. */
  readonly says: 'verdict' | 'hint' | 'nothing'
  readonly different: boolean
  readonly score: number
  readonly promise: Promised | Refused
  readonly registered: boolean
  /** How well the view lies over the first unit, 0..1. */
  readonly quality: number
  /** Where it differs, in fractions of the photograph, strongest first; empty when it does not. */
  readonly regions: readonly { readonly region: Region; readonly strength: number }[]
}

/** Remembers whole units, the first one as the start; at least one. Throws RangeError on none. */
export function memoryOf(views: readonly ItemView[]): Memory {
  const [first] = views
  if (!first) throw new RangeError('a memory was asked for without a whole unit; give at least one')
  const start = startOf(first)
  return memoryFrom(
    start,
    views.map((view) => prepare(view, start)),
  )
}

/** The memory of units that are prepared already. */
export function memoryFrom(start: Start, references: readonly Reference[]): Memory {
  const laid = references.filter((each) => each.registered)
  let known: Spread | undefined
  const anywhere = () => {
    known ??= spreadOf(references, false)
    return known
  }
  return { start, references, byPlace: spreadOf(laid, true), anywhere }
}

/** Compares a view with a memory: by place where it lies over the first unit, else anywhere, and then at most as a hint. */
export function judge(view: ItemView, memory: Memory): Judgement {
  const prepared = prepare(view, memory.start)
  const { local, score, map, spread } = compared(prepared, memory)
  const { promise } = spread
  const says =
    promise.may === 'verdict' && prepared.registered && local
      ? 'verdict'
      : promise.may === 'nothing'
        ? 'nothing'
        : 'hint'
  const different = promise.may !== 'nothing' && score > promise.threshold
  const { width, height } = view.raster
  const regions = different ? regionsOf(map, { pose: prepared.pose, width, height, over: spread.cell }) : []
  return {
    says,
    different,
    score,
    promise,
    registered: local && prepared.registered,
    quality: prepared.quality,
    regions,
  }
}

/** Share of the units that must lie over the first one before places mean anything. */
const mostlyLaid = 0.8

/** How far a prepared view is from a memory, with the map it came from. */
export function compared(
  view: Prepared,
  memory: Memory,
): { readonly local: boolean; readonly score: number; readonly map: Float32Array; readonly spread: Spread } {
  const laid = memory.references.filter((each) => each.registered)
  const local = view.worth && laid.length >= mostlyLaid * memory.references.length
  const others = local ? laid : memory.references
  const spread = local ? memory.byPlace : memory.anywhere()
  return {
    local,
    score: fused(rawScores(view, others, local), spread.banks),
    map: mapOf(view, others, local),
    spread,
  }
}

/** One score a bank; in free pose the outline is a bank too, where it is known. */
function rawScores(view: Reference, others: readonly Reference[], local: boolean): number[] {
  const scores = view.banks.map((_, bank) => scoreOf(mapOf(view, others, local, bank), local))
  if (!local && others.every((each) => each.hollow !== undefined)) scores.push(view.hollow ?? 0)
  return scores
}

/** Each bank in deviations of whole units from their mean, and then the mean of the banks; raw where no spread is known. */
function fused(scores: readonly number[], banks: Spread['banks']): number {
  const each = scores.map((score, at) => {
    const known = banks[at]
    return known ? (score - known.mean) / known.deviation : score
  })
  return each.reduce((sum, one) => sum + one, 0) / Math.max(1, each.length)
}

/** A deviation of few units is luck: it counts as at least this share of the mean, and of an outline's whole. */
const leastDeviation = 0.05

function spreadOf(units: readonly Reference[], local: boolean): Spread {
  if (units.length < 2) return { banks: [], promise: promiseOf([]), cell: Number.POSITIVE_INFINITY }
  const others = units.map((unit) => units.filter((each) => each !== unit))
  const scores = units.map((unit, at) => rawScores(unit, others[at]!, local))
  const banks = scores[0]!.map((_, bank) => {
    const own = scores.map((each) => each[bank]!)
    const mean = own.reduce((sum, each) => sum + each, 0) / own.length
    const square = own.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (own.length - 1)
    return { mean, deviation: Math.max(Math.sqrt(square), leastDeviation * mean, 0.01) }
  })
  const cell = Math.max(...units.map((unit, at) => top(mapOf(unit, others[at]!, local), 1)))
  return { banks, promise: promiseOf(scores.map((each) => fused(each, banks))), cell }
}
