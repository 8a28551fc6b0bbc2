import { afterEach, beforeEach, expect, it } from 'vitest'
import { type LaneRig, laneRig } from '../rigs/lane-rig.ts'
import { skuOf } from '../rigs/skus.ts'
import { until } from '../rigs/until.ts'

let rig: LaneRig
beforeEach(() => {
  rig = laneRig({ verify: 'scan-back' })
})
afterEach(() => rig.close())

const gtin = (seed: number) => skuOf(seed).gtin?.slice(1) ?? ''
const view = () => rig.lane.view()
const trail = () => rig.ledger.auditTrail(20).map(({ action }) => action)

/** Works an item until its label has come out of the printer; gives its plate. */
async function labelled(seed: number): Promise<string> {
  rig.clock.pass(5000)
  rig.scan(gtin(seed))
  while (view().question) rig.lane.answer(view().question?.id ?? '', 'no')
  await until(
    () => view().state,
    (state) => state === 'proposing',
    'a proposal',
  )
  rig.lane.confirm('staff-1')
  rig.lane.labelled(view().last?.id ?? '', 'printed')
  return view().last?.plate ?? ''
}

it('[LN15] the right label goes on, which the trail says; before it no other item is taken', async () => {
  const plate = await labelled(5)
  expect(view()).toMatchObject({ state: 'verifying', check: { plate, says: 'scan' } })
  rig.scan(gtin(6))
  expect(view()).toMatchObject({ state: 'verifying', notice: { code: 'scan_label_first', detail: plate } })
  rig.scan(plate)
  expect(view().state).toBe('scan')
  expect(view()).not.toHaveProperty('check')
  expect(rig.ledger.auditTrail(1)[0]).toMatchObject({
    action: 'label.verified',
    actor: 'staff-1',
    detail: plate,
  })
})

it('[LN16] another item’s label stops with both plates named, until the right one is scanned', async () => {
  const first = await labelled(5)
  rig.scan(first)
  const second = await labelled(6)
  rig.clock.pass(5000)
  rig.scan(first)
  expect(view()).toMatchObject({ state: 'verifying', check: { plate: second, says: 'other', found: first } })
  expect(rig.ledger.auditTrail(1)[0]).toMatchObject({
    action: 'label.other_scanned',
    detail: `${first} instead of ${second}`,
  })
  rig.clock.pass(60_000)
  expect(view().check?.says).toBe('other')
  rig.scan(second)
  expect(view().state).toBe('scan')
  expect(trail()[0]).toBe('label.verified')
})

it('[LN16] a label nobody scans in time asks; it is reprinted, or confirmed by hand by somebody the trail names', async () => {
  const plate = await labelled(5)
  rig.clock.pass(20_000)
  const late = () =>
    until(
      () => view().check?.says,
      (says) => says === 'late',
      'the lane to ask',
    )
  await late()
  rig.lane.labelled(view().last?.id ?? '', 'printed')
  expect(view().check?.says).toBe('scan')
  rig.clock.pass(20_000)
  await late()
  rig.lane.back.byHand('staff-7')
  expect(view().state).toBe('scan')
  expect(rig.ledger.auditTrail(1)[0]).toMatchObject({
    action: 'label.confirmed_by_hand',
    actor: 'staff-7',
    detail: plate,
  })
  expect(() => rig.lane.back.byHand('staff-7')).toThrow('no label waits')
})

it('[LN15] a label that is scanned before the printer has told of it is not asked for again', async () => {
  rig.scan(gtin(5))
  while (view().question) rig.lane.answer(view().question?.id ?? '', 'no')
  await until(
    () => view().state,
    (state) => state === 'proposing',
    'a proposal',
  )
  rig.lane.confirm('staff-1')
  rig.scan(gtin(6))
  expect(view()).toMatchObject({ state: 'printing', notice: { code: 'scan_label_first' } })
  rig.scan(view().last?.plate ?? '')
  rig.lane.labelled(view().last?.id ?? '', 'printed')
  expect(view()).toMatchObject({ state: 'scan', last: { label: 'printed' } })
})

it('[LN15] is off unless configured', async () => {
  rig.close()
  rig = laneRig()
  await labelled(5)
  expect(view().state).toBe('scan')
  expect(trail()).not.toContain('label.verified')
})
