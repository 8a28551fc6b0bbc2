import sharp from 'sharp'
import { afterAll, expect, it } from 'vitest'
import { keepUnit, type TeachPorts, untaught } from '../../../main/station/teach.ts'
import { startRemembering } from '../../../models/memory/remembering.ts'
import { bankOf, unpacked } from '../../../models/memory/stored.ts'
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
  const lesson = { key: 'TOY-1 top', role: 'top', first: views[0]!.photo, views, bank: bankOf() } as const
  // the view of another bank is not used until it is made anew
  expect(await remembering.learn(lesson)).toEqual({ units: 3, beside: 0 })
  const anew = await remembering.describe(views[1]!.photo, views[0]!.photo)
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
