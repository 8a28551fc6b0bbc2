import { expect, it } from 'vitest'
import { ToldPatches } from '../../../models/memory/told-patches.ts'
import type { Patches } from '../../../models/port.ts'

const patches = (n: number): Patches => ({ size: 1, down: 1, across: 1, values: Int8Array.of(n) })

it('[RM21] what was told of a unit is the same one again, of its own lesson only', () => {
  const told = new ToldPatches()
  const first = told.whole('a', told.of('a'), { beside: ['u', 'v'], references: [patches(1), patches(2)] })
  expect([...told.of('a').keys()]).toEqual(['u', 'v'])
  expect(told.of('b').size).toBe(0)
  const again = told.whole('a', told.of('a'), { beside: ['v', 'w'], references: [undefined, patches(3)] })
  expect(again[0]).toBe(first[1])
  expect(again[1]).toEqual(patches(3))
})

it('[RM21] sixty-four units are kept, those looked beside last; who asked before a unit was forgotten still has it', () => {
  const told = new ToldPatches()
  const tell = (key: string, unit: string) =>
    told.whole(key, told.of(key), { beside: [unit], references: [patches(0)] })[0]!
  const oldest = tell('a', 'u0')
  for (let at = 1; at < 64; at++) tell('a', `u${at}`)
  const known = told.of('a')
  tell('a', 'u1')
  tell('b', 'x')
  tell('b', 'y')
  expect(told.of('a').size + told.of('b').size).toBe(64)
  expect(told.of('b').size).toBe(2)
  tell('a', 'u9')
  for (let at = 2; at < 64; at++) tell('b', `y${at}`)
  expect([...told.of('a').keys()]).toEqual([])
  expect(told.whole('a', known, { beside: ['u0'], references: [undefined] })).toEqual([oldest])
})
