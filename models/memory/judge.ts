import type { Region } from '../../main/kernel/finding.ts'
import {
  type Apart,
  apartOf,
  type Laid,
  mapOf,
  mapOver,
  prepare,
  type Reference,
  type Start,
  scoreOf,
  startOf,
} from './memory.ts'
import type { Promised, Refused } from './promise.ts'
import { type ItemView, withinOf } from './raster.ts'
import { regionsOf } from './regions.ts'
import { farOf, jointMap, type Spread, spreadsOf } from './spread.ts'

/** Whole units of one SKU and role, and what they say of each other: each compared with all others. */
export interface Memory {
  readonly start: Start
  readonly references: readonly Reference[]
  /** Those of them that lie over the first one. */
  readonly laid: readonly Reference[]
  /** By place over the units laid, or place ignored over all; over the first `banks` banks. */
  spread(local: boolean, banks: number): Spread
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

/** The memory of units that are prepared already; `known` are spreads of the very same units, and takes what is new. */
export function memoryFrom(
  start: Start,
  references: readonly Reference[],
  known = new Map<string, Spread>(),
): Memory {
  const laid = references.filter((each) => each.registered)
  const [byPlace, anywhere] = [spreadsOf(laid, true), spreadsOf(references, false)]
  const spread: Memory['spread'] = (local, banks) => {
    const name = `${local ? 'by place' : 'anywhere'} ${banks}`
    const found = known.get(name) ?? (local ? byPlace : anywhere)(banks)
    known.set(name, found)
    return found
  }
  return { start, references, laid, spread }
}

/** Compares a view with a memory: by place where it lies over the first unit, else anywhere, and then at most as a hint. */
export function judge(view: ItemView, memory: Memory): Judgement {
  return judged(prepare(view, memory.start), memory, withinOf(view))
}

/** What a memory says of a prepared view; `size` is that of the photograph its pose is of, in pixels. */
export function judged(
  view: Held,
  memory: Memory,
  size: { readonly width: number; readonly height: number },
): Judgement {
  const { local, score, map, spread } = compared(view, memory)
  const { promise } = spread
  const registered = local && view.registered
  const says =
    promise.may === 'verdict' && registered ? 'verdict' : promise.may === 'nothing' ? 'nothing' : 'hint'
  const different = promise.may !== 'nothing' && score > promise.threshold
  const { width, height } = size
  const regions = different ? regionsOf(map, { pose: view.pose, width, height, over: spread.cell }) : []
  return { says, different, score, promise, registered, quality: view.quality, regions }
}

/** Share of the units that must lie over the first one before places mean anything. */
const mostlyLaid = 0.8

/** Whether a view and most of the units lie over the first one, so that places can be compared. */
export function byPlace({ worth }: Laid, { references, laid }: Memory): boolean {
  return worth && laid.length >= mostlyLaid * references.length
}

/** The units a view is held against. */
export function comparedWith(view: Laid, memory: Memory): readonly Reference[] {
  return byPlace(view, memory) ? memory.laid : memory.references
}

/** How far a view is from each unit it is held against, by the classic cells. */
export function classicApart(view: Laid, memory: Memory): readonly Apart[] {
  return apartOf(view, comparedWith(view, memory), { local: byPlace(view, memory), bank: 0 })
}

/** A view that may have been held against a memory already: what classicApart gave is then asked once. */
export interface Held extends Laid {
  readonly apart?: readonly Apart[]
}

/** How far a prepared view is from a memory, with the map it came from. Banks that not all of them have are left out. */
export function compared(
  view: Held,
  memory: Memory,
): { readonly local: boolean; readonly score: number; readonly map: Float32Array; readonly spread: Spread } {
  const local = byPlace(view, memory)
  const others = comparedWith(view, memory)
  const banks = Math.min(...[view, ...others].map((each) => each.banks.length))
  const spread = memory.spread(local, banks)
  const maps = Array.from({ length: banks }, (_, bank) =>
    bank === 0 && view.apart ? mapOf(view.apart) : mapOver(view, others, { local, bank }),
  )
  const map = jointMap(maps)
  const score = farOf({ score: scoreOf(map, local), hollow: view.hollow }, spread)
  return { local, score, map, spread }
}
