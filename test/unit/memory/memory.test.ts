import { beforeAll, describe, expect, it } from 'vitest'
import { compared, judge, type Memory, memoryFrom, memoryOf } from '../../../models/memory/judge.ts'
import { prepare, startOf } from '../../../models/memory/memory.ts'
import { promiseOf } from '../../../models/memory/promise.ts'
import type { ItemView } from '../../../models/memory/raster.ts'
import { thing, wholeThings } from './items.ts'

function plain(width: number, height: number, value: number, mask = false): ItemView {
  const raster = { width, height, pixels: new Uint8Array(width * height * 3).fill(value) }
  return mask ? { raster, mask: new Uint8Array(width * height) } : { raster }
}

describe('the reference memory', () => {
  let memory: Memory
  beforeAll(() => {
    memory = memoryOf(wholeThings(16))
  })

  it('[RM1] a view is laid over the first unit, shifted and turned as it lies', () => {
    const { pose, quality, registered } = prepare(
      thing({ x: 110, y: 70, turn: 0.5, seed: 40 }),
      startOf(thing()),
    )
    expect(registered).toBe(true)
    expect(quality).toBeGreaterThan(0.8)
    expect(pose.angle).toBeCloseTo(0.5, 1)
  })

  it('[RM1] an even surface has no places', () => {
    expect(prepare(plain(128, 128, 180), startOf(plain(128, 128, 181))).registered).toBe(false)
  })

  it('[RM2] a whole unit scores under one with an arm gone', () => {
    const { start } = memory
    const whole = compared(prepare(thing({ seed: 77, x: 99, y: 82, turn: 0.03 }), start), memory)
    const broken = compared(prepare(thing({ seed: 77, armless: true }), start), memory)
    expect(broken.local).toBe(true)
    expect(broken.score).toBeGreaterThan(whole.score + 3)
  })

  it('[RM3] sixteen units give a verdict, four a hint, three nothing', () => {
    const broken = thing({ seed: 50, armless: true })
    expect(judge(broken, memory)).toMatchObject({ says: 'verdict', different: true, registered: true })
    const few = (count: number) => memoryFrom(memory.start, memory.references.slice(0, count))
    expect(judge(broken, few(4))).toMatchObject({ says: 'hint', different: true })
    expect(judge(broken, few(3))).toMatchObject({ says: 'nothing', different: false, regions: [] })
  })

  it('[RM3] what does not lie over the first unit is at most a hint', () => {
    expect(judge(plain(192, 160, 90), memoryFrom(memory.start, memory.references.slice(0, 5))).says).toBe(
      'hint',
    )
  })

  it('[RM4] the promise is the largest of the scores and Beta(1, n)', () => {
    const promise = promiseOf(Array.from({ length: 16 }, (_, at) => at))
    expect(promise).toMatchObject({ may: 'verdict', units: 16, threshold: 15 })
    const { guess, low, high } =
      promise.may === 'nothing' ? { guess: 0, low: 0, high: 0 } : promise.falseAlarms
    expect(guess).toBeCloseTo(1 / 17)
    expect([low, high]).toEqual([expect.closeTo(0.0016, 3), expect.closeTo(0.206, 3)])
    expect(promiseOf([1, 2, 3])).toEqual({ may: 'nothing', units: 3, wanted: 4 })
  })

  it('[RM5] the missing arm is boxed where it should be', () => {
    const { regions } = judge(thing({ seed: 51, armless: true }), memory)
    const { x, y, width, height } = regions[0]!.region
    const [middleX, middleY] = [(x + width / 2) * 192, (y + height / 2) * 160]
    expect(middleX).toBeGreaterThan(105)
    expect(middleX).toBeLessThan(150)
    expect(Math.abs(middleY - 88)).toBeLessThan(14)
  })

  it('[RM6] the same photographs give the same judgement', () => {
    const broken = thing({ armless: true, seed: 9 })
    const again = () => judge(broken, memoryOf(wholeThings(2)))
    expect(again()).toEqual(again())
  })

  it('[RM7] patches become a second bank of every unit', () => {
    const patches = () => ({
      size: 2,
      across: 4,
      down: 4,
      values: Float32Array.from({ length: 32 }, (_, at) => at),
    })
    const { banks } = prepare(thing(), startOf(thing()), patches)
    expect(banks).toHaveLength(2)
    expect(Math.hypot(banks[1]!.values[0]!, banks[1]!.values[1]!)).toBeCloseTo(1)
  })

  it('[RM8] odd photographs are answered', () => {
    const few = memoryFrom(memory.start, memory.references.slice(0, 2))
    for (const odd of [plain(1, 1, 0), plain(64, 48, 200, true)]) {
      expect(Number.isFinite(judge(odd, few).score)).toBe(true)
      expect(judge(thing(), memoryOf([odd])).says).toBe('nothing')
    }
    expect(() => memoryOf([])).toThrow('give at least one')
  })
})
