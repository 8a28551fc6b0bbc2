import { expect, it } from 'vitest'
import { manyItems } from '../rigs/eyes/many-items.ts'

/** MiB that may be left of 80 items: a picture kept of each view would be 47, a tensor 188. */
const allowed = 32

it('[OW9] the eyes hold as much memory after many items as after a few (10,000: node test/bench/memory.ts)', async () => {
  const [, few, , many] = await manyItems({ items: 160, readings: 4 })
  expect(few?.items).toBe(80)
  expect((many?.owner ?? Number.NaN) - (few?.owner ?? 0)).toBeLessThan(allowed)
  expect((many?.caller ?? Number.NaN) - (few?.caller ?? 0)).toBeLessThan(allowed)
})
