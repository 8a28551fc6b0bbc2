import { setImmediate as turn } from 'node:timers/promises'
import type { CameraRole } from '../../main/kernel/frame.ts'
import { type Promised, promiseOf, type Refused } from '../memory/promise.ts'
import { type Finder, likestByPlaces } from './closer.ts'
import { dot } from './dot.ts'
import type { Signature } from './port.ts'

/** One item: a signature a view. */
export type Signed = ReadonlyMap<CameraRole, Signature>

/** One whole unit: the whole of each view's signature; its places are read when they are asked for. */
export interface SignedUnit {
  readonly unit: string
  readonly views: ReadonlyMap<CameraRole, Float32Array>
}

/** Whole units by SKU. */
export type Gallery = ReadonlyMap<string, readonly SignedUnit[]>

/** How an item lies between its own SKU and the other one that is nearest. */
export interface Nearest {
  readonly sku: string
  /** Mean likeness over the views both SKUs know, 0..1. */
  readonly own: number
  readonly other: number
}

/** What an item is held against. */
export interface Beside {
  readonly sku: string
  readonly gallery: Gallery
  /** One own unit that is left out. */
  readonly without?: SignedUnit
  /** How places are found; absent where wholes alone are compared. */
  readonly finder?: Finder
}

/** SKUs compared before the caller's event loop gets its turn: some thousand dot products. */
const atOnce = 20
/** Other SKUs whose places are looked at: those whose wholes come nearest. */
const shortlist = 8

/**
 * The other SKU that comes nearest to the item beside its own, by the nearest unit of each view, and of the few that come
 * nearest by their places too. Undefined where its own SKU, or every other, knows none of its views; `late` where places
 * could not be found in time.
 */
export async function nearestOther(item: Signed, beside: Beside): Promise<Nearest | 'late' | undefined> {
  const { sku, gallery, without, finder } = beside
  const units = (gallery.get(sku) ?? []).filter((unit) => unit !== without)
  const own: Candidate = { sku, units, likeness: likenessByWhole(item, units) }
  if (own.likeness.size === 0) return undefined
  const others = await nearestByWhole(item, own, gallery)
  if (others.length === 0 || !finder) return nearestOf(own, others)
  const closer = await likestByPlaces(item, [own, ...others], finder)
  return closer ? nearestOf(closer[0]!, closer.slice(1)) : 'late'
}

/** A SKU beside an item: the likeness of each view, by its nearest unit. */
export interface Candidate {
  readonly sku: string
  readonly units: readonly SignedUnit[]
  readonly likeness: ReadonlyMap<CameraRole, number>
}

async function nearestByWhole(item: Signed, own: Candidate, gallery: Gallery): Promise<readonly Candidate[]> {
  const found: { readonly candidate: Candidate; readonly ahead: number }[] = []
  let compared = 0
  for (const [sku, units] of gallery) {
    if (sku === own.sku) continue
    const candidate = { sku, units, likeness: likenessByWhole(item, units) }
    const means = sharedMeans(own, candidate)
    if (means) found.push({ candidate, ahead: means.own - means.other })
    if (++compared % atOnce === 0) await turn()
  }
  return found
    .sort((a, b) => a.ahead - b.ahead)
    .slice(0, shortlist)
    .map(({ candidate }) => candidate)
}

function nearestOf(own: Candidate, others: readonly Candidate[]): Nearest | undefined {
  let best: Nearest | undefined
  for (const other of others) {
    const means = sharedMeans(own, other)
    if (means && (!best || means.own - means.other < best.own - best.other))
      best = { sku: other.sku, ...means }
  }
  return best
}

/** How alike the wholes of an item and of the nearest of these units are, view by view. */
export function likenessByWhole(item: Signed, units: readonly SignedUnit[]): ReadonlyMap<CameraRole, number> {
  const nearest = new Map<CameraRole, number>()
  for (const [role, { whole }] of item) {
    let best: number | undefined
    for (const { views } of units) {
      const known = views.get(role)
      if (known && known.length === whole.length) best = Math.max(best ?? -1, dot(known, whole))
    }
    if (best !== undefined) nearest.set(role, best)
  }
  return nearest
}

function sharedMeans(own: Candidate, other: Candidate): Pick<Nearest, 'own' | 'other'> | undefined {
  const roles = [...own.likeness.keys()].filter((role) => other.likeness.has(role))
  if (roles.length === 0) return undefined
  const mean = ({ likeness }: Candidate) =>
    roles.reduce((sum, role) => sum + likeness.get(role)!, 0) / roles.length
  return { own: mean(own), other: mean(other) }
}

/**
 * By how much other SKUs may come nearer than its own before an item is called another one: each unit of a SKU is held against
 * the rest of it and every other SKU, and the largest of what they give is the threshold (models/memory/promise.ts).
 * Undefined where places could not be found in time.
 */
export async function promisedOf(beside: Omit<Beside, 'without'>): Promise<Promised | Refused | undefined> {
  const { sku, gallery, finder } = beside
  const scores: number[] = []
  for (const unit of gallery.get(sku) ?? []) {
    const nearest = await nearestOther(itemOf(unit, finder), { ...beside, without: unit })
    if (nearest === 'late') return undefined
    if (nearest) scores.push(nearest.other - nearest.own)
  }
  return promiseOf(scores)
}

/** A unit as if it were an item. */
function itemOf({ unit, views }: SignedUnit, finder: Finder | undefined): Signed {
  const none = new Int8Array()
  return new Map(
    [...views].map(([role, whole]) => [role, { whole, places: finder?.placesOf({ unit, role }) ?? none }]),
  )
}
