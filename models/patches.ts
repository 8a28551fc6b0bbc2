import type { Patches } from './port.ts'

/** Steps of a patch's number between 0 and 1: as it is kept on disk, sent about and compared with. */
export const patchSteps = 127

/** What a network says of each cell, in steps: a quarter of its bytes, and what an item is held against is rounded alike. */
export function rounded(values: Float32Array): Patches['values'] {
  const steps = new Int8Array(values.length)
  // above zero a fraction is cut off downwards, as Math.round would, without asking about signs
  for (let at = 0; at < steps.length; at++) {
    const above = (values[at]! * patchSteps + patchSteps + 1.5) | 0
    steps[at] = Math.max(1, Math.min(2 * patchSteps + 1, above)) - patchSteps - 1
  }
  return steps
}

/** What each step is worth, -128 to 127: an item has over a million to look up. */
const worth = Float32Array.from({ length: 256 }, (_, at) => (at - 128) / patchSteps)

/** Writes steps as numbers, from a place on. */
export function unrounded(steps: Patches['values'], to: Float32Array, from: number): void {
  for (let at = 0; at < steps.length; at++) to[from + at] = worth[steps[at]! + 128]!
}
