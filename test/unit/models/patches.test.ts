import fc from 'fast-check'
import { expect, it } from 'vitest'
import { patchSteps, rounded, unrounded } from '../../../models/patches.ts'

it('[TK10] a number of a patch is the nearest step, and no more than the last one', () => {
  const numbers = fc.float32Array({ min: -2, max: 2, noNaN: true, minLength: 1 })
  fc.assert(
    fc.property(numbers, (values) => {
      const nearest = Array.from(values, (value) =>
        Math.max(-patchSteps, Math.min(patchSteps, Math.round(Math.fround(value) * patchSteps))),
      )
      expect(Array.from(rounded(values), (step) => step + 0)).toEqual(nearest.map((step) => step + 0))
    }),
  )
})

it('[TK10] steps become their numbers again, where they are wanted', () => {
  const to = new Float32Array(5)
  unrounded(Int8Array.of(-127, 0, 127), to, 1)
  expect([...to]).toEqual([0, -1, 0, 1, 0])
})
