import sharp from 'sharp'
import { afterAll, expect, it } from 'vitest'
import { keepUnit, type TeachPorts, untaught } from '../../../main/station/teach.ts'
import type { UnitStore } from '../../../models/memory/port.ts'
import type { Lesson } from '../../../models/memory/recall.ts'
import { startRemembering } from '../../../models/memory/remembering.ts'
import { bankOf, unpacked } from '../../../models/memory/stored.ts'
import { stageOf } from '../../../models/picture/stage.ts'
import type { Patches } from '../../../models/port.ts'
import { openUnits } from '../../../sync/memory/units.ts'
import { type Drawn, thing } from '../../rigs/drawn-units.ts'
import { handClock } from '../../rigs/hand-clock.ts'
import { frameOf, teachThings } from '../../rigs/units-rig.ts'

const remembering = startRemembering()
afterAll(() => remembering.close())

async function photo(drawn: Drawn): Promise<Uint8Array> {
  const { width, height, pixels } = thing(drawn).raster
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
}

/** Every view of a SKU's units as a lesson takes it. */
function viewsOf(units: UnitStore): Lesson['views'] {
  return units.units('TOY-1').flatMap(({ id, views }) => views.map((view) => ({ ...view, unit: id })))
}

function ports(): TeachPorts & { readonly lines: string[] } {
  const lines: string[] = []
  const ledger = {
    audit: (line: { action: string; detail: string }) => void lines.push(`${line.action} ${line.detail}`),
  }
  let last = 0
  return {
    ...{ lines, ledger, remembering, cameras: [], clock: handClock() },
    units: openUnits(':memory:'),
    newId: () => `u${++last}`,
  }
}

it('[RM9] a unit is taught and taken back, each in the audit trail, with what is still wanted', async () => {
  const desk = ports()
  const frames = [{ role: 'top' as const, bytes: await photo({ seed: 1 }) }]
  const taught = await keepUnit(desk, { sku: 'TOY-1', by: 'ada', id: 'u1', frames })
  expect(taught).toEqual({ sku: 'TOY-1', units: 1, may: 'nothing', wanted: { hint: 3, verdict: 15 } })
  expect(untaught(desk, 'TOY-1', 'ada').units).toBe(0)
  expect(desk.lines).toEqual(['memory.taught unit u1, 1 known', 'memory.untaught unit u1, 0 known'])
  expect(() => untaught(desk, 'TOY-1', 'ada')).toThrow('nothing to take back')
})

it('[RM9] a photograph that cannot be remembered is refused by its view, and nothing is kept', async () => {
  const desk = ports()
  const frames = [
    { role: 'top' as const, bytes: await photo({ seed: 1 }) },
    { role: 'left' as const, bytes: Uint8Array.of(1, 2, 3) },
  ]
  await expect(keepUnit(desk, { sku: 'TOY-1', by: 'ada', id: 'u1', frames })).rejects.toThrow(
    'view left: the photograph cannot be read',
  )
  expect(desk.units.count('TOY-1')).toBe(0)
})

it('[RM10] what was kept is recalled; cells of another bank are made anew from the photograph', async () => {
  const desk = ports()
  for (const seed of [1, 2, 3, 4]) {
    const frames = [{ role: 'top' as const, bytes: await photo({ seed, x: 94 + seed }) }]
    await keepUnit(desk, { sku: 'TOY-1', by: 'ada', id: `u${seed}`, frames })
  }
  desk.units.renew('u2', { role: 'top', bank: 'classic-0', cells: Uint8Array.of(0) })
  const views = viewsOf(desk.units)
  const first = desk.units.photographed('u1', 'top')!
  const lesson = { key: 'TOY-1 top', role: 'top', first, views, bank: bankOf() } as const
  // the view of another bank is not used until it is made anew
  expect(await remembering.learn(lesson)).toEqual({ units: 3, beside: 0 })
  const anew = await remembering.describe(desk.units.photographed('u2', 'top')!, first)
  if (anew.kind === 'described') desk.units.renew('u2', { role: 'top', ...anew.view })
  const renewed = viewsOf(desk.units)
  const again = { ...lesson, key: 'TOY-1 top, renewed', views: renewed }
  await remembering.learn(again)
  const photoOf = await photo({ seed: 9, armless: true })
  const looked = await remembering.look({ key: again.key, photo: photoOf, most: 4 })
  if (looked === undefined || looked === 'forgotten') throw new Error('the lesson is not known')
  expect(looked).toMatchObject({ inPlace: true, units: 4, references: [] })
  expect(looked.crop).toHaveLength(256 * 256 * 3)
  const told = await remembering.judge(looked.token, undefined)
  expect(told).toMatchObject({ says: 'hint', different: true, promise: { units: 4 } })
  expect(await remembering.judge(looked.token, undefined)).toBeUndefined()
  expect(await remembering.look({ key: 'nobody', photo: photoOf, most: 4 })).toBe('forgotten')
})

it('[RM10] a role that came later is laid over the first unit that has it', async () => {
  const desk = ports()
  const keep = (id: string, frames: readonly { role: 'top' | 'left'; bytes: Uint8Array }[]) =>
    keepUnit(desk, { sku: 'TOY-1', by: 'ada', id, frames })
  const [one, two] = [await photo({ seed: 1 }), await photo({ seed: 2, x: 103, turn: 0.2 })]
  await keep('u1', [{ role: 'top', bytes: one }])
  await keep('u2', [{ role: 'left', bytes: one }])
  await keep('u3', [{ role: 'left', bytes: two }])
  const angleOf = (unit: string) => unpacked(desk.units.cells(unit, 'left')!, 'classic').reference.pose.angle
  expect(angleOf('u2')).toBeCloseTo(0, 2)
  expect(angleOf('u3')).toBeCloseTo(0.2, 1)
})

/** The bench in stripes of white and of the thing's own blue: colours tell nothing apart on it. */
async function onStripes(drawn?: Drawn): Promise<Uint8Array> {
  const { raster, mask } = thing(drawn)
  const { width, height } = raster
  const pixels = Uint8Array.from(raster.pixels)
  for (let at = 0; at < width * height; at++) {
    const stripe = (at % width) % 24 < 12 ? [60, 110, 200] : [235, 235, 235]
    if (!drawn || !mask?.[at]) pixels.set(stripe, at * 3)
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .resize(width * 4, height * 4, { kernel: 'nearest' })
    .png()
    .toBuffer()
}

it('[RM15] with the empty stage known the item is compared and not the bench, also when its cells are made anew', async () => {
  const desk = ports()
  const stage = (await stageOf(await onStripes()))!
  for (const seed of [1, 2, 3, 4]) {
    const frames = [{ role: 'top' as const, bytes: await onStripes({ seed, x: 94 + seed }), stage }]
    await keepUnit(desk, { sku: 'TOY-1', by: 'ada', id: `u${seed}`, frames })
  }
  const kept = (unit: string) => desk.units.photographed(unit, 'top')!
  expect(kept('u1').cut).toBeDefined()
  const anew = await remembering.describe(kept('u2'), kept('u1'))
  if (anew.kind !== 'described') throw new Error(anew.why)
  expect(Buffer.from(desk.units.cells('u2', 'top')!).equals(anew.view.cells)).toBe(true)
  expect([...anew.crop.subarray(0, 3)]).toEqual([128, 128, 128])
  const views = viewsOf(desk.units)
  const lesson = { key: 'striped', role: 'top', first: kept('u1'), views, bank: bankOf() } as const
  await remembering.learn(lesson)
  const told = async (photo: Uint8Array, known?: typeof stage) => {
    const looked = await remembering.look({
      key: 'striped',
      photo,
      most: 4,
      ...(known ? { stage: known } : {}),
    })
    if (looked === undefined || looked === 'forgotten') throw new Error('nothing was looked at')
    return { looked, judgement: await remembering.judge(looked.token, undefined) }
  }
  const whole = await told(await onStripes({ seed: 8 }), stage)
  expect(whole.looked).toMatchObject({ inPlace: true })
  expect(whole.judgement).toMatchObject({ different: false, registered: true })
  const armless = await told(await onStripes({ seed: 9, armless: true }), stage)
  expect(armless.judgement).toMatchObject({ different: true, registered: true })
  // nobody knows the stage any more: the bench is taken for item, and nothing is said for sure
  const unknown = await told(await onStripes({ seed: 8 }))
  expect(unknown.judgement).toMatchObject({ registered: false })
})

it('[RM15] a SKU whose first unit was cut out by colour goes on so', async () => {
  const desk = ports()
  const [one, two] = [await photo({ seed: 1 }), await photo({ seed: 2 })]
  const stage = (await stageOf(await onStripes()))!
  await keepUnit(desk, { sku: 'TOY-1', by: 'ada', id: 'u1', frames: [{ role: 'top', bytes: one }] })
  await keepUnit(desk, { sku: 'TOY-1', by: 'ada', id: 'u2', frames: [{ role: 'top', bytes: two, stage }] })
  expect(desk.units.photographed('u2', 'top')).toEqual({ photo: Buffer.from(two) })
  const plain = await remembering.describe({ photo: two }, { photo: one })
  expect(plain).toMatchObject({ kind: 'described', registered: true })
  if (plain.kind === 'described')
    expect(Buffer.from(desk.units.cells('u2', 'top')!).equals(plain.view.cells)).toBe(true)
})

/** Mean colour of a box of a square crop, in fractions of it. */
function meanIn(crop: Uint8Array, [left, top, side]: readonly [number, number, number]): number[] {
  const across = Math.sqrt(crop.length / 3)
  const sums = [0, 0, 0]
  let count = 0
  for (let y = Math.round(top * across); y < (top + side) * across - 0.5; y++)
    for (let x = Math.round(left * across); x < (left + side) * across - 0.5; x++, count++)
      for (const channel of [0, 1, 2]) sums[channel]! += crop[(y * across + x) * 3 + channel]!
  return sums.map((sum) => sum / count)
}

it('[RM16] quarters show the places of the crop, larger; of a small photograph there are none', async () => {
  const large = await frameOf({ seed: 1 }, 'top', 4)
  const found = await remembering.describe({ photo: large.bytes }, undefined, true)
  if (found.kind !== 'described') throw new Error(found.why)
  const corners = [0, 1, 2, 3].map((at) => [at % 2 === 0 ? 0 : 0.4, at < 2 ? 0 : 0.4] as const)
  for (const [at, [left, top]] of corners.entries())
    for (const [x, y] of [
      [0, 0],
      [0.5, 0],
      [0, 0.5],
      [0.5, 0.5],
    ] as const) {
      const whole = meanIn(found.crop, [left + x * 0.6, top + y * 0.6, 0.3])
      for (const [channel, level] of meanIn(found.quarters![at]!, [x, y, 0.5]).entries())
        expect(Math.abs(level - whole[channel]!)).toBeLessThan(6)
    }
  const small = await remembering.describe({ photo: (await frameOf({ seed: 1 })).bytes }, undefined, true)
  expect(small).not.toHaveProperty('quarters')
  expect(await remembering.describe({ photo: large.bytes }, undefined)).not.toHaveProperty('quarters')
})

it('[RM16] quarters of what was looked at are there until ten more views were, and are those of a unit that lies alike', async () => {
  const desk = ports()
  const bytes = (await frameOf({ seed: 1 }, 'top', 4)).bytes
  await keepUnit(desk, { sku: 'TOY-1', by: 'ada', id: 'u1', frames: [{ role: 'top', bytes }] })
  const first = desk.units.photographed('u1', 'top')!
  await remembering.learn({ key: 'close', role: 'top', first, views: viewsOf(desk.units), bank: bankOf() })
  const looked = await remembering.look({ key: 'close', photo: bytes, most: 4 })
  if (looked === undefined || looked === 'forgotten') throw new Error('nothing was looked at')
  const unit = await remembering.describe(first, first, true)
  const [second, last] = await remembering.closer({ token: looked.token, photo: bytes }, [1, 3])
  const quarters = unit.kind === 'described' ? unit.quarters! : []
  expect(Buffer.from(second!).equals(quarters[1]!)).toBe(true)
  expect(Buffer.from(last!).equals(quarters[3]!)).toBe(true)
  await remembering.judge(looked.token, undefined)
  expect(await remembering.closer({ token: looked.token, photo: bytes }, [1])).toHaveLength(1)
  for (let view = 0; view < 10; view++) await remembering.look({ key: 'close', photo: bytes, most: 4 })
  expect(await remembering.closer({ token: looked.token, photo: bytes }, [1])).toEqual([])
})

it('[RM21] a unit that two views are laid beside is told once, with the same numbers', async () => {
  const units = openUnits(':memory:')
  const model = 'eye@2'
  await teachThings(units, remembering, { sku: 'TOY-1', count: 3, model })
  const { id } = units.units('TOY-1')[0]!
  const lesson = {
    role: 'top',
    first: units.photographed(id, 'top')!,
    bank: bankOf({ model, closer: false }),
  } as const
  const beside: (readonly Patches[])[] = []
  for (const key of ['told', 'told', 'other']) {
    await remembering.learn({ ...lesson, key, views: viewsOf(units) })
    const looked = await remembering.look({ key, photo: await photo({ seed: 8 }), most: 2 })
    if (looked === undefined || looked === 'forgotten') throw new Error('nothing was looked at')
    expect(looked.references).toHaveLength(2)
    beside.push(looked.references)
  }
  const [first, again, other] = beside
  expect(again!.map((one, at) => one === first![at])).toEqual([true, true])
  expect(other!.map((one, at) => one === first![at])).toEqual([false, false])
  expect(other).toEqual(first)
})
