import type { FindingType } from '../../main/kernel/finding.ts'

/** A region by its edges, in fractions of the upright photograph, with what it is and how sure. */
export interface Spot {
  readonly type: FindingType
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly score: number
  readonly grave: boolean
}

/** A spot and the glance that told it. */
export interface Told extends Spot {
  readonly glance: number
}

/**
 * Joins spots of one type that glances of their own told and that touch or overlap: the box around them, the highest score,
 * grave if one is. A box swallows nothing: what lies in it and touches none of its spots is another, and so are two that one
 * glance told apart. The order they come in changes nothing.
 */
export function mergedSpots(told: readonly Told[]): Spot[] {
  const left = new Set(told)
  const merged: Spot[] = []
  for (const first of told) {
    if (!left.delete(first)) continue
    const linked = [first]
    for (const one of linked)
      for (const other of left)
        if (touches(one, other)) {
          left.delete(other)
          linked.push(other)
        }
    merged.push(around(linked))
  }
  return merged.sort(strongestFirst)
}

function touches(one: Told, to: Told): boolean {
  return (
    one.type === to.type &&
    one.glance !== to.glance &&
    one.left <= to.right &&
    to.left <= one.right &&
    one.top <= to.bottom &&
    to.top <= one.bottom
  )
}

/** At least one spot. */
function around(spots: readonly Spot[]): Spot {
  return {
    type: spots[0]!.type,
    left: Math.min(...spots.map((one) => one.left)),
    top: Math.min(...spots.map((one) => one.top)),
    right: Math.max(...spots.map((one) => one.right)),
    bottom: Math.max(...spots.map((one) => one.bottom)),
    score: Math.max(...spots.map((one) => one.score)),
    grave: spots.some((one) => one.grave),
  }
}

/** Told apart by everything, so that the order of what came in cannot show. */
function strongestFirst(a: Spot, b: Spot): number {
  const byType = a.type < b.type ? -1 : a.type > b.type ? 1 : 0
  return (
    b.score - a.score ||
    byType ||
    a.top - b.top ||
    a.left - b.left ||
    a.bottom - b.bottom ||
    a.right - b.right ||
    Number(b.grave) - Number(a.grave)
  )
}

/** What two spots share, as a part of the smaller one: 0..1. */
export function sharedArea(a: Spot, b: Spot): number {
  const across = Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left))
  const down = Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top))
  return (across * down) / Math.max(Number.MIN_VALUE, Math.min(areaOf(a), areaOf(b)))
}

/** Part of the photograph a spot covers: 0..1. */
export function areaOf({ left, top, right, bottom }: Spot): number {
  return (right - left) * (bottom - top)
}
