/** A small grey picture tells whether anything has changed: cells across and down. */
export const cells = { width: 64, height: 48 } as const

/** Levels (of 255) a cell may differ once the light of the whole picture is taken out: sensors' noise stays under 2. */
const mayDiffer = 6

/** Whether two small pictures show the same: a label that comes, goes or moves changes a cell; lamps that flicker change all alike. */
export function isAlike(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length || one.length === 0) return false
  let lighter = 0
  for (let at = 0; at < one.length; at++) lighter += other[at]! - one[at]!
  lighter /= one.length
  for (let at = 0; at < one.length; at++)
    if (Math.abs(other[at]! - one[at]! - lighter) > mayDiffer) return false
  return true
}
