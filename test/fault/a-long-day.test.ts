import { expect, it } from 'vitest'
import { manyItems, type Resident } from '../rigs/eyes/many-items.ts'

/** MiB that may be left of 110 items: a picture kept of each view would be 64, a tensor 258. */
const allowed = 32

it('[OW9] the eyes hold as much memory after many items as after a few (10,000: node test/bench/memory.ts)', async () => {
  const readings = await manyItems({ items: 240, readings: 24 })
  expect(readings.map(({ items }) => items)).toEqual(Array.from({ length: 24 }, (_, n) => 10 * n + 10))
  // the first fill what is kept; then what is free for collection comes and goes by fifty, and the lowest tells what stays
  const [few, many] = [readings.slice(2, 13), readings.slice(13)]
  expect(lowest(many, 'owner') - lowest(few, 'owner')).toBeLessThan(allowed)
  expect(lowest(many, 'caller') - lowest(few, 'caller')).toBeLessThan(allowed)
})

function lowest(readings: readonly Resident[], of: 'owner' | 'caller'): number {
  return Math.min(...readings.map((reading) => reading[of]))
}
