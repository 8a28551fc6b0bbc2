import { beforeAll, describe, expect, it } from 'vitest'
import { besideOf } from '../../../models/memory/beside.ts'
import { cropSize } from '../../../models/memory/cells.ts'
import { compared, judge, judged, type Memory, memoryFrom, memoryOf } from '../../../models/memory/judge.ts'
import { prepare, type Reference, startOf } from '../../../models/memory/memory.ts'
import { toPhoto } from '../../../models/memory/pose.ts'
import { promiseOf } from '../../../models/memory/promise.ts'
import type { ItemView } from '../../../models/memory/raster.ts'
import type { Spread } from '../../../models/memory/spread.ts'
import { packed, unpacked, withPatches } from '../../../models/memory/stored.ts'
import { rounded } from '../../../models/patches.ts'
import type { Patches } from '../../../models/port.ts'
import { thing, wholeThings } from '../../rigs/drawn-units.ts'

function plain(width: number, height: number, value: number, mask = false): ItemView {
  const raster = { width, height, pixels: new Uint8Array(width * height * 3).fill(value) }
  return mask ? { raster, mask: new Uint8Array(width * height) } : { raster }
}

/** Stands for a network: what the classic cells say of item, light and edges, 16 × 16. */
function patchesOf({ banks: [classic] }: Reference): Patches {
  const [size, across] = [4, 16]
  const values = new Float32Array(size * across * across)
  for (let cell = 0; cell < across * across; cell++) {
    const from = Math.floor(cell / across) * 2 * classic!.across + (cell % across) * 2
    const read = [0, 1, 2, 7].map((each) => classic!.values[from * classic!.size + each]!)
    const length = Math.hypot(...read) || 1
    for (const [k, value] of read.entries()) values[k * across * across + cell] = value / length
  }
  return { size, across, down: across, values: rounded(values) }
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

  it('[RM7] patches become a second bank, rounded as on disk, and both banks are fused', () => {
    const patched = memoryFrom(
      memory.start,
      memory.references.map((each) => withPatches(each, patchesOf(each))),
    )
    const broken = prepare(thing({ seed: 60, armless: true }), memory.start)
    const both = judged(withPatches(broken, patchesOf(broken)), patched, { width: 192, height: 160 })
    expect(both).toMatchObject({ says: 'verdict', different: true })
    expect(both.regions.length).toBeGreaterThan(0)
    const [classic] = broken.banks
    const kept = unpacked(packed(broken, patchesOf(broken)), 'all')
    expect(kept.reference.banks).toHaveLength(2)
    expect(kept.reference.banks[0]).toEqual(classic)
    expect(kept.reference.banks[1]).toEqual(withPatches(broken, patchesOf(broken)).banks[1])
    expect(unpacked(packed(broken, patchesOf(broken)), 'classic').reference.banks).toHaveLength(1)
  })

  it('[RM14] what units say of each other is worked out once, also for a lesson that was forgotten', () => {
    const known = new Map<string, Spread>()
    const once = memoryFrom(memory.start, memory.references, known).spread(true, 1)
    expect([...known.keys()]).toEqual(['by place 1'])
    const again = memoryFrom(memory.start, memory.references, known)
    expect(again.spread(true, 1)).toBe(once)
    expect(once).toEqual(memory.spread(true, 1))
  })

  it('[RM7] a bank that not all of them have is left out', () => {
    const [first, ...others] = memory.references
    const half = memoryFrom(memory.start, [withPatches(first!, patchesOf(first!)), ...others])
    const view = prepare(thing({ seed: 61 }), memory.start)
    const plainly = judged(view, memory, { width: 192, height: 160 })
    expect(judged(withPatches(view, patchesOf(view)), half, { width: 192, height: 160 })).toEqual(plainly)
  })

  it('[RM12] the crop for a network is the same square: the item where the cells have it, grey beside it', () => {
    const view = thing({ x: 105, turn: 0.3, seed: 62 })
    const { rgb, pose, item: share } = prepare(view, startOf(thing()))
    const { width } = view.raster
    const masked = (x: number, y: number) => view.mask![Math.floor(y) * width + Math.floor(x)]! > 0
    let [inside, outside, area] = [0, 0, 0]
    for (let at = 0; at < cropSize * cropSize; at++) {
      const [u, v] = [(at % cropSize) + 0.5, Math.floor(at / cropSize) + 0.5]
      const { x, y } = toPhoto(pose, u / cropSize, v / cropSize)
      const around = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => masked(x + dx, y + dy)))
      const grey = [0, 1, 2].every((k) => Math.abs(rgb[at * 3 + k]! - 128) <= 2)
      if (masked(x, y)) area += 1
      if (around.every((item) => item) && grey) inside += 1
      if (!around.some((item) => item) && !grey) outside += 1
    }
    expect(share).toBeCloseTo(area / cropSize ** 2, 2)
    expect([inside, outside]).toEqual([0, 0])
    const whole = prepare(plain(64, 64, 200), startOf(plain(64, 64, 200)))
    expect(new Set(whole.rgb)).toEqual(new Set([200]))
  })

  it('[RM13] the units beside a view are the one most like it, then what explains the rest; none twice', () => {
    const patched = memoryFrom(
      memory.start,
      memory.references.map((each) => withPatches(each, patchesOf(each))),
    )
    const same = prepare(wholeThings(16)[7]!, memory.start)
    const chosen = besideOf(same, patched, 4)
    expect(chosen[0]).toBe(patched.references[7])
    expect(new Set(chosen).size).toBe(4)
    expect(besideOf(same, memory, 4)).toEqual([])
    expect(besideOf(same, memoryFrom(memory.start, patched.references.slice(0, 2)), 4)).toHaveLength(2)
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
