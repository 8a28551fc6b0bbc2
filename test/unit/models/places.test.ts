import { expect, it } from 'vitest'
import { placesIn, unpacked } from '../../../models/onnx/places.ts'
import { diceOf } from '../../rigs/seeded.ts'

const places = { name: 'cells', telling: 'telling', size: 16, stride: 8, kept: 20, share: 0.5 }

/** What a network says of 36 places: vectors of length 1, planes first, and shares that are 1 in all. */
function said(seed: number) {
  const dice = diceOf(seed)
  const vectors = Array.from({ length: 36 }, () => {
    const vector = Array.from({ length: places.size }, () => dice() - 0.5)
    return vector.map((value) => value / Math.hypot(...vector))
  })
  const raw = Array.from({ length: 36 }, () => dice() ** 3)
  const sum = raw.reduce((total, one) => total + one, 0)
  const cells = Float32Array.from(
    { length: places.size * 36 },
    (_, k) => vectors[k % 36]![Math.floor(k / 36)]!,
  )
  return { vectors, outputs: { cells, telling: Float32Array.from(raw, (one) => one / sum) } }
}

it('[TK17] packed places are those that tell most, and as alike as before within a hundredth', () => {
  const [one, other] = [said(1), said(2)]
  const order = [...one.outputs.telling.keys()].sort(
    (a, b) => one.outputs.telling[b]! - one.outputs.telling[a]!,
  )
  const [packed, beside] = [one, other].map(({ outputs }) => unpacked(placesIn(outputs, places), places.size))
  expect(packed!.shares).toHaveLength(20)
  const row = (of: { vectors: Float32Array }, k: number) => [...of.vectors.subarray(k * 16, k * 16 + 16)]
  for (const [k, cell] of order.slice(0, 20).entries())
    for (const [at, value] of row(packed!, k).entries())
      expect(Math.abs(value - one.vectors[cell]![at]!)).toBeLessThan(0.005)
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, i) => sum + value * b[i]!, 0)
  const otherOrder = [...other.outputs.telling.keys()].sort(
    (a, b) => other.outputs.telling[b]! - other.outputs.telling[a]!,
  )
  for (let k = 0; k < 20; k++)
    expect(
      Math.abs(
        dot(row(packed!, k), row(beside!, k)) - dot(one.vectors[order[k]!]!, other.vectors[otherOrder[k]!]!),
      ),
    ).toBeLessThan(0.01)
  const kept = order.slice(0, 20).reduce((sum, cell) => sum + one.outputs.telling[cell]!, 0)
  for (const [k, cell] of order.slice(0, 20).entries())
    expect(packed!.shares[k]).toBeCloseTo(one.outputs.telling[cell]! / kept, 2)
  expect(packed!.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5)
})

it('[TK17] a view where nothing tells still has places, and none of them weighs more than another', () => {
  const { outputs } = said(3)
  const rows = placesIn({ ...outputs, telling: new Float32Array(36) }, places)
  const { shares } = unpacked(rows, places.size)
  expect(new Set(shares).size).toBe(1)
  expect(unpacked(new Int8Array(), places.size)).toEqual({
    vectors: new Float32Array(),
    shares: new Float32Array(),
  })
})
