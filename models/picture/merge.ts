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

/**
 * Joins spots of one type that touch or overlap, whichever tiles saw them, until none do: the box around both, the
 * higher score, grave if one is. The order they come in changes nothing; merging again changes nothing.
 */
export function mergedSpots(spots: readonly Spot[]): Spot[] {
  const merged: Spot[] = []
  for (const spot of spots) {
    let whole = spot
    for (let at = touching(merged, whole); at >= 0; at = touching(merged, whole))
      whole = joined(whole, merged.splice(at, 1)[0]!)
    merged.push(whole)
  }
  return merged.sort(strongestFirst)
}

function touching(spots: readonly Spot[], to: Spot): number {
  return spots.findIndex(
    (one) =>
      one.type === to.type &&
      one.left <= to.right &&
      to.left <= one.right &&
      one.top <= to.bottom &&
      to.top <= one.bottom,
  )
}

function joined(a: Spot, b: Spot): Spot {
  return {
    type: a.type,
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
    score: Math.max(a.score, b.score),
    grave: a.grave || b.grave,
  }
}

/** Told apart by everything, so that the order of what came in cannot show. */
function strongestFirst(a: Spot, b: Spot): number {
  const byType = a.type < b.type ? -1 : a.type > b.type ? 1 : 0
  return b.score - a.score || byType || a.top - b.top || a.left - b.left || a.bottom - b.bottom
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
