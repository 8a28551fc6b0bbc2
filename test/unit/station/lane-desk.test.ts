import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LaneDesk } from '../../../main/api/desk.ts'
import { laneDesk } from '../../../main/station/lane-desk.ts'
import { type LaneRig, laneRig } from '../../rigs/lane-rig.ts'
import { lineOf, skuOf } from '../../rigs/skus.ts'
import { until } from '../../rigs/until.ts'

const asker = { id: 'staff-1', role: 'operator' } as const
let rig: LaneRig
let desk: LaneDesk
beforeEach(() => {
  rig = laneRig()
  desk = laneDesk({ lane: rig.lane, clock: rig.clock, cameras: [], catalogue: rig.lane.core.ports.catalogue })
})
afterEach(() => rig.close())

/** Answers what is asked, waits for the proposal, confirms, and gives the record. */
async function finish() {
  for (let view = desk.view(); view.state === 'checking' && view.question; view = desk.view()) {
    desk.answer(view.question.id, view.question.id === 'sealed' ? 'no' : 'yes', asker)
  }
  await until(
    () => desk.view(),
    (view) => view.state === 'proposing',
    'a proposal',
  )
  desk.confirm(asker)
  return rig.ledger.list({}, 1)[0]?.record
}

describe('what is not as announced', () => {
  it('an empty parcel is recorded against its line and held', async () => {
    desk.scan(lineOf(1).rma, 'typed')
    desk.emptyParcel(asker)
    const record = await finish()
    expect(record?.item).toMatchObject({ kind: 'empty_parcel', line: { line: lineOf(1).line } })
    expect(record?.decision).toMatchObject({ held: true, disposition: 'quarantine' })
  })

  it('an item that is not on the return is recorded with its return and SKU and held', async () => {
    desk.scan(lineOf(1).rma, 'typed')
    desk.unlisted({ sku: skuOf(6).sku, category: 'other' }, asker)
    const record = await finish()
    expect(record?.item).toMatchObject({
      kind: 'not_on_return',
      rma: lineOf(1).rma,
      sku: { sku: skuOf(6).sku },
    })
    expect(record?.decision.held).toBe(true)
  })

  it('an unknown code found by search becomes a known item', async () => {
    desk.scan('half a label', 'typed')
    desk.unlisted({ sku: skuOf(6).sku, category: 'other' }, asker)
    expect((await finish())?.item).toMatchObject({ kind: 'known', sku: { sku: skuOf(6).sku } })
  })

  it('[LN2] an empty parcel without a return, or a SKU nobody knows, is refused and changes nothing', () => {
    desk.scan('half a label', 'typed')
    expect(() => desk.emptyParcel(asker)).toThrow(/NOT_NOW/)
    expect(() => desk.unlisted({ sku: 'NO-SUCH', category: 'other' }, asker)).toThrow(/NOT_FOUND/)
    expect(desk.view().state).toBe('identified')
  })
})

describe('[LN2] what is impossible now', () => {
  it('a photograph nobody wants, and a demonstration on a real rig, are refused', () => {
    expect(() => desk.upload('top', new Uint8Array([1]), 'image/jpeg')).toThrow(/NOT_NOW/)
    expect(() => desk.placeDemo(asker)).toThrow(/NOT_NOW/)
  })
})

it('a retake at the proposal takes all photographs again', async () => {
  desk.scan(skuOf(5).gtin ?? '', 'typed')
  for (let view = desk.view(); view.state === 'checking' && view.question; view = desk.view())
    desk.answer(view.question.id, 'no', asker)
  const first = await until(
    () => desk.view(),
    (view) => view.state === 'proposing',
    'a proposal',
  )
  desk.retake(asker)
  const second = await until(
    () => desk.view(),
    (view) => view.state === 'proposing',
    'a second proposal',
  )
  expect(second.item?.shots.map((shot) => shot.sha256)).not.toEqual(
    first.item?.shots.map((shot) => shot.sha256),
  )
  expect(second.item?.shots).toHaveLength(2)
})
