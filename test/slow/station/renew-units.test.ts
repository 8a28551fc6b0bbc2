import { afterAll, beforeEach, expect, it } from 'vitest'
import { renewOne, startRenewing } from '../../../main/station/renew-units.ts'
import type { UnitStore } from '../../../models/memory/port.ts'
import { startRemembering } from '../../../models/memory/remembering.ts'
import { unpacked, unpackedPatches } from '../../../models/memory/stored.ts'
import { openUnits } from '../../../sync/memory/units.ts'
import { handClock } from '../../rigs/hand-clock.ts'
import { type ComparingEyes, comparingEyes, patchesOf, teachThings } from '../../rigs/units-rig.ts'
import { until } from '../../rigs/until.ts'

const remembering = startRemembering()
afterAll(() => remembering.close())
let units: UnitStore
let eyes: ComparingEyes
beforeEach(async () => {
  units = openUnits(':memory:')
  eyes = comparingEyes()
  await teachThings(units, remembering, { sku: 'TOY', count: 2 })
})

const banks = () => units.list('TOY').map((each) => each.bank)
const renew = () => renewOne({ units, remembering, eyes })

it('[JU3] a taught unit gets the patches of its crop, one view at a time', async () => {
  expect(await renew()).toBe(true)
  expect(banks()).toEqual(['classic-3+eye@2', 'classic-3'])
  expect(await renew()).toBe(true)
  expect(await renew()).toBe(false)
  const { reference, patches } = unpacked(units.cells('TOY 1', 'top')!, 'all')
  expect(reference.banks).toHaveLength(2)
  const crop = eyes.asked[1]![0]!.crop
  expect([...patches!.values]).toEqual([...patchesOf(crop).values])
})

it('[JU3] where the model looks closer, the quarters of a large photograph are kept with it, and a small one has none', async () => {
  await teachThings(units, remembering, { sku: 'LARGE', count: 1, times: 4 })
  while (await renew());
  eyes.closer = 3
  while (await renew());
  expect(banks()).toEqual(['classic-3+eye@2+quarters-1', 'classic-3+eye@2+quarters-1'])
  const [crop, ...quarters] = eyes.asked.at(-1)!.map((view) => view.crop)
  expect(quarters).toHaveLength(4)
  expect([...unpackedPatches(units.quarter('LARGE 0', 'top', 2)!).values]).toEqual([
    ...patchesOf(quarters[2]!).values,
  ])
  expect(crop).not.toEqual(quarters[0])
  expect(units.quarter('TOY 0', 'top', 0)).toBeUndefined()
})

it('[JU3] after a change of the model the patches are made anew; with one that compares nothing they stay', async () => {
  while (await renew());
  eyes.model = 'eye@3'
  expect(await renew()).toBe(true)
  expect(banks()).toEqual(['classic-3+eye@3', 'classic-3+eye@2'])
  const blind = { ...eyes, state: () => ({ kind: 'ready', model: 'flat@1', sha256: '' }) as const }
  expect(await renewOne({ units, remembering, eyes: blind })).toBe(false)
  units.renew('TOY 1', { role: 'top', bank: '', cells: Uint8Array.of(1) })
  expect(await renewOne({ units, remembering, eyes: blind })).toBe(true)
  expect(banks()[1]).toBe('classic-3')
})

it('[JU3] a network that does not answer changes nothing; a photograph that shows no item is left out for good', async () => {
  eyes.compares = async () => ({ status: 'unsure', why: 'timed_out', detail: 'late' })
  expect(await renew()).toBe(false)
  expect(banks()).toEqual(['classic-3', 'classic-3'])
  eyes.compares = comparingEyes().compares
  const broken: UnitStore = { ...units, photographed: () => ({ photo: Uint8Array.of(1, 2, 3) }) }
  expect(await renewOne({ units: broken, remembering, eyes })).toBe(true)
  expect(units.cells('TOY 0', 'top')).toHaveLength(0)
  const first = units.photographed('TOY 0', 'top')!
  const views = units
    .list('TOY')
    .map(({ unit, role, bank }) => ({ unit, bank, cells: units.cells(unit, role)! }))
  const lesson = { key: 'k', role: 'top', first, views, bank: 'classic-3' } as const
  expect(await remembering.learn(lesson)).toMatchObject({ units: 1 })
})

it('[JU3] it works while the lane is idle, and stops when told', async () => {
  const clock = handClock()
  let idle = false
  const log = { warn: () => {} }
  const stop = startRenewing({ units, remembering, eyes, clock, log, idle: () => idle })
  clock.pass(5_000)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(eyes.asked).toHaveLength(0)
  idle = true
  clock.pass(5_000)
  await until(
    () => banks(),
    (now) => now.every((bank) => bank === 'classic-3+eye@2'),
    'all cells to be renewed',
  )
  await stop()
})

it('[JU3] a network that hangs does not keep the station from stopping', async () => {
  const clock = handClock()
  eyes.compares = () => new Promise(() => {})
  const stop = startRenewing({ units, remembering, eyes, clock, log: { warn: () => {} }, idle: () => true })
  clock.pass(5_000)
  await until(
    () => eyes.asked.length,
    (asked) => asked === 1,
    'the network to be asked',
  )
  const stopped = stop()
  clock.pass(1_000)
  await stopped
  expect(banks()).toEqual(['classic-3', 'classic-3'])
})
