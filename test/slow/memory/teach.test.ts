import sharp from 'sharp'
import { afterAll, expect, it } from 'vitest'
import { keepUnit, type TeachPorts, untaught } from '../../../main/station/teach.ts'
import { startRemembering } from '../../../models/memory/remembering.ts'
import { bankOf, unpacked } from '../../../models/memory/stored.ts'
import { stageOf } from '../../../models/picture/stage.ts'
import { openUnits } from '../../../sync/memory/units.ts'
import { type Drawn, thing } from '../../rigs/drawn-units.ts'
import { handClock } from '../../rigs/hand-clock.ts'

const remembering = startRemembering()
afterAll(() => remembering.close())

async function photo(drawn: Drawn): Promise<Uint8Array> {
  const { width, height, pixels } = thing(drawn).raster
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
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
  const views = desk.units.units('TOY-1').flatMap((each) => each.views)
  const lesson = { key: 'TOY-1 top', role: 'top', first: views[0]!, views, bank: bankOf() } as const
  // the view of another bank is not used until it is made anew
  expect(await remembering.learn(lesson)).toEqual({ units: 3, beside: 0 })
  const anew = await remembering.describe(views[1]!, views[0]!)
  if (anew.kind === 'described') desk.units.renew('u2', { role: 'top', ...anew.view })
  const renewed = desk.units.units('TOY-1').flatMap((each) => each.views)
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
  const views = desk.units.units('TOY-1').flatMap((each) => each.views)
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
