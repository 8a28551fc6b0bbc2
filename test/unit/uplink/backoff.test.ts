import fc from 'fast-check'
import { expect, it } from 'vitest'
import { backoff, backoffMs } from '../../../sync/uplink/backoff.ts'

const all = (byte: number) => (count: number) => new Uint8Array(count).fill(byte)

it('[UP4] the bound doubles from one second to five minutes', () => {
  const bounds = [1, 2, 3, 4, 8, 9, 10, 11, 1_000].map((failures) => backoffMs(failures, all(255)))
  expect(bounds).toEqual([1_000, 2_000, 4_000, 8_000, 128_000, 256_000, 300_000, 300_000, 300_000])
})

it('[UP4] a wait is anything between nothing and the bound', () => {
  const bytes = fc.uint8Array({ minLength: 4, maxLength: 4 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), bytes, (failures, drawn) => {
      const wait = backoffMs(failures, () => drawn)
      expect(wait).toBeGreaterThanOrEqual(0)
      expect(wait).toBeLessThanOrEqual(Math.min(backoff.capMs, backoff.firstMs * 2 ** (failures - 1)))
    }),
  )
  expect([0, 64, 128, 192].map((byte) => backoffMs(1, all(byte)))).toEqual([0, 251, 502, 753])
})
