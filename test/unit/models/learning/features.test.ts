import { expect, it } from 'vitest'
import type { Finding } from '../../../../main/kernel/finding.ts'
import { itemFeatures, type ViewFeatures } from '../../../../models/learning/features.ts'
import { diceOf } from '../../../../models/learning/measures.ts'

function view(seed: number): ViewFeatures {
  const dice = diceOf(seed)
  const pixels = Uint8Array.from({ length: 24 * 16 * 3 }, () => Math.floor(dice() * 256))
  return { embedding: [dice(), dice(), dice()], picture: { width: 24, height: 16, pixels } }
}

const tear: Finding = {
  ...{ type: 'penetration', severity: 'major', score: 0.9, source: 'model', sizePercent: 4 },
  view: { role: 'top', region: { x: 0, y: 0, width: 0.2, height: 0.2 } },
}

it('[LE9] the order of the views changes nothing, and any number of them gives one length', () => {
  const seen = { findings: [tear] }
  const three = itemFeatures('pack@1.0.0', [view(1), view(2), view(3)], seen)
  expect(itemFeatures('pack@1.0.0', [view(3), view(1), view(2)], seen)).toEqual(three)
  expect(itemFeatures('pack@1.0.0', [view(1)], seen).values).toHaveLength(three.values.length)
  expect(three.pack).toBe('pack@1.0.0')
  expect([...three.values].every(Number.isFinite)).toBe(true)
})

it('[LE9] what the model found is in the vector; what a person said is not', () => {
  const bare = itemFeatures('p', [view(1)], { findings: [] })
  const told = itemFeatures('p', [view(1)], { findings: [{ ...tear, source: 'checklist' }] })
  expect(told).toEqual(bare)
  expect(itemFeatures('p', [view(1)], { findings: [tear] })).not.toEqual(bare)
})

it('[LE9] a picture of one pixel and a pack without an embedding still have features', () => {
  const one = { embedding: [], picture: { width: 1, height: 1, pixels: Uint8Array.of(9, 9, 9) } }
  expect([...itemFeatures('p', [one], { findings: [] }).values].every(Number.isFinite)).toBe(true)
})
