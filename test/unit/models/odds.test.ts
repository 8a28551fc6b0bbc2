import fc from 'fast-check'
import { expect, it } from 'vitest'
import { meanCategory, severityOf, softmax, worstOdds } from '../../../models/onnx/odds.ts'

const view = fc
  .tuple(
    fc.double({ min: -20, max: 20, noNaN: true }),
    fc.double({ min: -20, max: 20, noNaN: true }),
    fc.double({ min: -20, max: 20, noNaN: true }),
  )
  .map((logits) => severityOf(logits, 1))
const views = fc.array(view, { minLength: 1, maxLength: 5 })

it('[FI7] the item is as bad as its worst view', () => {
  const odds = worstOdds([
    { none: 0.9, minor: 0.08, major: 0.02 },
    { none: 0.3, minor: 0.5, major: 0.2 },
    { none: 0.4, minor: 0.2, major: 0.4 },
  ])
  expect(odds.none).toBeCloseTo(0.3)
  expect(odds.minor).toBeCloseTo(0.3)
  expect(odds.major).toBeCloseTo(0.4)
})

it('[FI7] the odds are probabilities, one more view never lowers the damage, a view seen twice changes nothing', () => {
  fc.assert(
    fc.property(views, view, (some, more) => {
      const [before, after] = [worstOdds(some), worstOdds([...some, more])]
      expect(before.none + before.minor + before.major).toBeCloseTo(1)
      expect(Math.min(before.none, before.minor, before.major)).toBeGreaterThanOrEqual(-1e-12)
      expect(after.none).toBeLessThanOrEqual(before.none)
      expect(after.major).toBeGreaterThanOrEqual(before.major)
      expect(worstOdds([...some, some[0]!])).toEqual(before)
    }),
  )
})

it('[FI7] temperature flattens or sharpens, and large logits stay finite', () => {
  expect(softmax([0, Math.log(3)], 1)).toEqual([expect.closeTo(0.25), expect.closeTo(0.75)])
  expect(softmax([0, 2 * Math.log(3)], 2)).toEqual([expect.closeTo(0.25), expect.closeTo(0.75)])
  expect(softmax([1_000, 0], 1)).toEqual([1, 0])
})

it('[FI8] the category is the mean over views, likeliest first', () => {
  expect(
    meanCategory(
      ['apparel', 'toys'],
      [
        [0.6, 0.4],
        [0.1, 0.9],
      ],
    ),
  ).toEqual([
    { name: 'toys', probability: expect.closeTo(0.65) },
    { name: 'apparel', probability: expect.closeTo(0.35) },
  ])
})
