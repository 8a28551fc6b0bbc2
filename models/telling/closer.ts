import type { CameraRole } from '../../main/kernel/frame.ts'
import { dot } from './dot.ts'
import type { Candidate, Signed, SignedUnit } from './likeness.ts'
import type { Signature } from './port.ts'

/** Where the places of units are kept, and how an item's are found in them. */
export interface Finder {
  placesOf(view: { readonly unit: string; readonly role: CameraRole }): Int8Array | undefined
  /** The part of a likeness that places make up, 0..1. */
  readonly share: number
  /** A number a group; undefined where there was no time. */
  found(places: Int8Array, groups: readonly (readonly Int8Array[])[]): Promise<readonly number[] | undefined>
}

/** Units of a SKU whose places are looked at, those whose wholes come nearest: a bound on the work, and as many as the card measures with. */
export const nearestUnits = 5

/**
 * The candidates with, in each view, how well the item's places are found among those of their nearest units beside the
 * likeness of wholes. A view whose places one of them does not know is compared by its whole alone, of all of them. Undefined
 * where it could not be found in time.
 */
export async function likestByPlaces(
  item: Signed,
  candidates: readonly Candidate[],
  finder: Finder,
): Promise<readonly Candidate[] | undefined> {
  const { share } = finder
  const likeness = candidates.map((each) => new Map(each.likeness))
  for (const [role, signature] of item) {
    if (signature.places.length === 0) continue
    const known = candidates.flatMap((each, k) => (each.likeness.has(role) ? [k] : []))
    const groups = known.map((k) => nearestPlaces(candidates[k]!.units, { role, signature, finder }))
    if (groups.some((group) => group.length === 0)) continue
    const found = await finder.found(signature.places, groups)
    if (!found) return undefined
    for (const [at, k] of known.entries())
      likeness[k]!.set(role, (1 - share) * likeness[k]!.get(role)! + share * found[at]!)
  }
  return candidates.map((each, k) => ({ ...each, likeness: likeness[k]! }))
}

interface Asked {
  readonly role: CameraRole
  readonly signature: Signature
  readonly finder: Finder
}

/** The places of the units whose wholes come nearest in one view. */
function nearestPlaces(
  units: readonly SignedUnit[],
  { role, signature, finder }: Asked,
): readonly Int8Array[] {
  return units
    .flatMap(({ unit, views }) => {
      const whole = views.get(role)
      return whole && whole.length === signature.whole.length
        ? [{ unit, alike: dot(whole, signature.whole) }]
        : []
    })
    .sort((a, b) => b.alike - a.alike)
    .slice(0, nearestUnits)
    .flatMap(({ unit }) => {
      const places = finder.placesOf({ unit, role })
      return places && places.length > 0 ? [places] : []
    })
}
