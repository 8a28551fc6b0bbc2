import { expect, it } from 'vitest'
import { mapSide } from '../../../models/memory/memory.ts'
import { farOf, jointMap } from '../../../models/memory/spread.ts'

const cells = mapSide * mapSide
const mapOf = (side: number, value: (at: number) => number) =>
  Float32Array.from({ length: side * side }, (_, at) => value(at))

it('[RM7] a place counts where both banks find it unlike: one that one bank alone sees is none', () => {
  const classic = mapOf(mapSide, (at) => (at === 0 || at === 5 ? 4 : 1))
  const patches = mapOf(mapSide, (at) => (at === 0 ? 1 : at === 5 ? 0 : 0.25))
  const joint = jointMap([classic, patches])
  expect([joint[0], joint[5], joint[6]]).toEqual([2, 0, 0.5])
})

it('[RM7] whatever a bank counts in, the order of places stays', () => {
  const classic = mapOf(mapSide, (at) => 1 + (at % 7))
  const patches = mapOf(mapSide, (at) => 1 + (at % 3))
  const plain = jointMap([classic, patches])
  const scaled = jointMap([classic.map((each) => 16 * each), patches])
  expect(scaled).toEqual(plain.map((each) => 4 * each))
})

it('[RM7] one bank is as it is, and a network that sees fewer cells lies over those of its place', () => {
  const classic = mapOf(mapSide, () => 1)
  expect(jointMap([classic])).toBe(classic)
  const corner = mapOf(2, (at) => (at === 3 ? 4 : 1))
  const joint = jointMap([classic, corner])
  expect(joint.length).toBe(cells)
  expect([joint[0], joint[mapSide - 1], joint[cells - 1]]).toEqual([1, 1, 2])
})

it('[RM7] how far off a view is is told in deviations of whole units, of which an outline that is known makes a quarter', () => {
  const usual = { mean: 2, deviation: 0.5 }
  const hollow = { mean: 0.2, deviation: 0.1 }
  expect(farOf({ score: 4, hollow: 0.6 }, { usual })).toBe(4)
  expect(farOf({ score: 4, hollow: 0.6 }, { usual, hollow })).toBeCloseTo(0.75 * 4 + 0.25 * 4)
  expect(farOf({ score: 4, hollow: 0.2 }, { usual, hollow })).toBeCloseTo(3)
  expect(farOf({ score: 4, hollow: undefined }, { usual, hollow })).toBe(4)
  // one unit has no spread: its raw score is all there is
  expect(farOf({ score: 4, hollow: 0.6 }, {})).toBe(4)
})
