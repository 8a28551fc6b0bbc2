import { setImmediate as turn } from 'node:timers/promises'
import type { CameraRole } from '../../main/kernel/frame.ts'
import { type Promised, promiseOf, type Refused } from '../memory/promise.ts'
import type { Signature } from './port.ts'

/** One item or unit: a signature a view. */
export type Signed = ReadonlyMap<CameraRole, Signature>

/** Whole units by SKU, each with its views. */
export type Gallery = ReadonlyMap<string, readonly Signed[]>

/** How an item lies between its own SKU and the other one that is nearest. */
export interface Nearest {
  readonly sku: string
  /** Mean likeness over the views both SKUs know, 0..1. */
  readonly own: number
  readonly other: number
}

/** SKUs compared before the caller's event loop gets its turn: some thousand dot products. */
const atOnce = 20

/**
 * The other SKU that comes nearest to the item beside its own, by the nearest unit of each view; undefined where its own SKU, or
 * every other, knows none of its views. `without` leaves out one own unit.
 */
export async function nearestOther(
  item: Signed,
  { sku, gallery, without }: { readonly sku: string; readonly gallery: Gallery; readonly without?: Signed },
): Promise<Nearest | undefined> {
  const own = nearestBy(
    item,
    (gallery.get(sku) ?? []).filter((unit) => unit !== without),
  )
  if (own.size === 0) return undefined
  let best: Nearest | undefined
  let compared = 0
  for (const [other, units] of gallery) {
    if (other === sku) continue
    const shared = sharedMeans(own, nearestBy(item, units))
    if (shared && (!best || shared.own - shared.other < best.own - best.other))
      best = { sku: other, ...shared }
    if (++compared % atOnce === 0) await turn()
  }
  return best
}

/**
 * By how much other SKUs may come nearer than its own before an item is called another one: each unit of a SKU is held against
 * the rest of it and every other SKU, and the largest of what they give is the threshold (models/memory/promise.ts).
 */
export async function promisedOf(sku: string, gallery: Gallery): Promise<Promised | Refused> {
  const scores: number[] = []
  for (const unit of gallery.get(sku) ?? []) {
    const nearest = await nearestOther(unit, { sku, gallery, without: unit })
    if (nearest) scores.push(nearest.other - nearest.own)
  }
  return promiseOf(scores)
}

function nearestBy(item: Signed, units: readonly Signed[]): ReadonlyMap<CameraRole, number> {
  const nearest = new Map<CameraRole, number>()
  for (const [role, signature] of item) {
    let best: number | undefined
    for (const unit of units) {
      const known = unit.get(role)
      if (known && known.length === signature.length) best = Math.max(best ?? -1, dot(known, signature))
    }
    if (best !== undefined) nearest.set(role, best)
  }
  return nearest
}

function sharedMeans(
  own: ReadonlyMap<CameraRole, number>,
  other: ReadonlyMap<CameraRole, number>,
): Pick<Nearest, 'own' | 'other'> | undefined {
  const roles = [...own.keys()].filter((role) => other.has(role))
  if (roles.length === 0) return undefined
  const mean = (of: ReadonlyMap<CameraRole, number>) =>
    roles.reduce((sum, role) => sum + of.get(role)!, 0) / roles.length
  return { own: mean(own), other: mean(other) }
}

function dot(one: Signature, other: Signature): number {
  let sum = 0
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!
  return sum
}
