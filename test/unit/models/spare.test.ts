import { expect, it } from 'vitest'
import { giveBack, spareNumbers } from '../../../models/onnx/spare.ts'

it('[OW9] what a run was fed is written over by the next one of its size, and kept by no more than two runs', () => {
  const [one, other] = [spareNumbers(8_192), spareNumbers(8_192)]
  expect(one.buffer).not.toBe(other.buffer)
  giveBack([one, new Float32Array(4)])
  expect(spareNumbers(4_096)).toHaveLength(4_096)
  expect(spareNumbers(8_192)).toBe(one)
  expect(spareNumbers(8_192)).not.toBe(one)
  const many = Array.from({ length: 6 }, () => new Float32Array(8_192))
  giveBack(many)
  const got = Array.from({ length: 6 }, () => spareNumbers(8_192))
  expect(many.filter((each) => got.includes(each))).toHaveLength(4)
})
