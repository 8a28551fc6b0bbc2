import { afterEach, beforeEach, expect, it } from 'vitest'
import { type LaneRig, laneRig } from '../rigs/lane-rig.ts'
import { skuOf } from '../rigs/skus.ts'
import { until } from '../rigs/until.ts'

let rig: LaneRig
beforeEach(() => {
  rig = laneRig()
})
afterEach(() => rig.close())

const sku = skuOf(6)
const expected = sku.weightGrams ?? 0

/** Works an item while the scale shows this; gives its record. */
async function worked(): Promise<ReturnType<typeof recorded>> {
  rig.scan(sku.gtin?.slice(1) ?? '')
  while (rig.lane.view().question) rig.lane.answer(rig.lane.view().question?.id ?? '', 'no')
  await until(
    () => rig.lane.view().state,
    (state) => state === 'proposing',
    'a proposal',
  )
  rig.lane.confirm('staff-1')
  return recorded()
}

const recorded = () => rig.ledger.list({}, 1)[0]?.record

it('[DE11] a box far lighter than its article is recorded, and waits for a supervisor', async () => {
  rig.weighing = { kind: 'stable', grams: expected * 0.2 }
  const record = await worked()
  expect(record).toMatchObject({
    weightGrams: Math.round(expected * 2) / 10,
    decision: { held: true, disposition: 'quarantine' },
  })
  expect(record?.proposal.reasons.map(({ code }) => code)).toContain('weight_empty')
  expect(rig.ledger.jobs('waiting', 9)).toHaveLength(1)
})

it('[DE11] a box that never lies still, and a scale that went away, hold nobody up and nothing against the item', async () => {
  rig.weighing = { kind: 'moving' }
  const record = await worked()
  expect(record).not.toHaveProperty('weightGrams')
  expect(record?.proposal.reasons.filter(({ code }) => code.startsWith('weight'))).toEqual([])
})

it('[DE11] what lay still while the questions were asked counts, also when the item is in somebody’s hands afterwards', async () => {
  rig.weighing = { kind: 'stable', grams: expected + 5 }
  rig.scan(sku.gtin?.slice(1) ?? '')
  expect(rig.lane.view().item).toMatchObject({ weightGrams: expected + 5 })
  rig.weighing = undefined
  while (rig.lane.view().question) rig.lane.answer(rig.lane.view().question?.id ?? '', 'no')
  await until(
    () => rig.lane.view().state,
    (state) => state === 'proposing',
    'a proposal',
  )
  rig.lane.confirm('staff-1')
  expect(recorded()?.weightGrams).toBe(expected + 5)
})
