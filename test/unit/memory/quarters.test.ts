import { expect, it } from 'vitest'
import { doubtIn, quarterOf, quarters, worthCloser } from '../../../models/memory/quarters.ts'

it('[RM16] quarters overlap by a third and turn with their crop', () => {
  const pose = { x: 100, y: 50, side: 100, angle: 0 }
  expect(quarters.map((quarter) => quarterOf(pose, quarter))).toEqual(
    [
      [80, 30],
      [120, 30],
      [80, 70],
      [120, 70],
    ].map(([x, y]) => ({ x: expect.closeTo(x!), y: expect.closeTo(y!), side: expect.closeTo(60), angle: 0 })),
  )
  const turned = quarterOf({ ...pose, angle: Math.PI / 2 }, 0)
  expect(turned).toMatchObject({ x: expect.closeTo(120), y: expect.closeTo(30), angle: Math.PI / 2 })
})

it('[RM16] a crop of 256 pixels is worth a closer look from 333 pixels of the photograph on', () => {
  const of = (side: number, scale: number) => ({ pose: { x: 0, y: 0, side, angle: 0 }, scale })
  expect(worthCloser(of(300, 1), 256)).toBe(false)
  expect(worthCloser(of(300, 1.2), 256)).toBe(true)
})

it('[EX8] a quarter is doubted as its three strongest cells are, those it shares included', () => {
  const map = new Float32Array(32 * 32)
  map[0] = 0.9
  map[31 * 32 + 31] = 0.6
  map[31 * 32 + 30] = 0.6
  map[30 * 32 + 31] = 0.6
  expect(quarters.map((quarter) => doubtIn(map, quarter))).toEqual(
    [0.9 / 3, 0, 0, 0.6].map((doubt) => expect.closeTo(doubt)),
  )
  const middle = new Float32Array(32 * 32)
  for (const at of [15 * 32 + 15, 15 * 32 + 16, 16 * 32 + 15]) middle[at] = 0.5
  expect(quarters.map((quarter) => doubtIn(middle, quarter))).toEqual(
    [0.5, 0.5, 0.5, 0.5].map((doubt) => expect.closeTo(doubt)),
  )
})
