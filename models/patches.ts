import type { Patches } from './port.ts'

/** Steps of a patch's number between 0 and 1: as it is kept on disk, sent about and compared with. */
export const patchSteps = 127

/** What a network says of each cell, in steps: a quarter of its bytes, and what an item is held against is rounded alike. */
export function rounded(values: Float32Array): Patches['values'] {
  const steps = new Int8Array(values.length)
  for (let at = 0; at < steps.length; at++)
    steps[at] = Math.max(-patchSteps, Math.min(patchSteps, Math.round(values[at]! * patchSteps)))
  return steps
}
