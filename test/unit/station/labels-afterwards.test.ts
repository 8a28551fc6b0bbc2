import { describe, expect, it } from 'vitest'
import type { Asker, ReviewInput } from '../../../main/api/desk.ts'
import { defaultPolicy } from '../../../main/inspection/policy.ts'
import type { InspectionRecord } from '../../../main/inspection/record.ts'
import { Fault } from '../../../main/kernel/fault.ts'
import { reviewDesk } from '../../../main/station/review-desk.ts'
import type { Correction, Ledger } from '../../../sync/ledger/port.ts'
import { eventTypes } from '../../../sync/wire/event-types.ts'
import { laneRig } from '../../rigs/lane-rig.ts'
import { ledgerRig, PowerCut, shownBy } from '../../rigs/ledger-rig.ts'
import { heldRecordOf, recordOf } from '../../rigs/records.ts'
import { idsOf } from '../../rigs/seeded.ts'
import { skuOf } from '../../rigs/skus.ts'
import { until } from '../../rigs/until.ts'

const boss: Asker = { id: 'staff-9', role: 'supervisor' }
const decidedAtTheLane = (seed: number): InspectionRecord => {
  const record = recordOf(seed)
  return { ...record, decision: { ...record.decision, held: false } }
}

/** The review desk over a ledger, and the words it told the others of. */
function deskOn(ledger: Ledger, now: () => number) {
  const told: Correction[] = []
  const desk = reviewDesk({
    ...{ ledger, policy: defaultPolicy, stationName: 'Dock', newId: idsOf(99) },
    clock: { now, ticks: now, sleep: async () => {} },
    kick: () => {},
    nameOf: (id) => id,
    reviewed: (_, said) => void told.push(said),
  })
  return { desk, told }
}

function station() {
  const rig = ledgerRig()
  return { ...rig, ...deskOn(rig.ledger, rig.clock.now) }
}

const agreeing = ({ id, decision: { disposition, grade } }: InspectionRecord): ReviewInput => {
  const nothingMore = { rejectedFindings: [], reasonCode: '', note: '' }
  return { id, kind: 'confirmed', disposition, grade, ...nothingMore }
}

function codeOf(work: () => void): string {
  try {
    work()
  } catch (thrown) {
    return thrown instanceof Fault ? thrown.code : String(thrown)
  }
  return 'none'
}

describe('[RL1] voiding the label of a decided item', () => {
  it('is a correction with its reason, its event and its line in the trail, and cancels labels not yet printed', () => {
    const { ledger, desk, told } = station()
    const record = decidedAtTheLane(1)
    const { seq } = ledger.record(record)
    desk.voidLabel(record.id, 'recorded_twice', boss)
    const { disposition, grade } = record.decision
    const word = { inspection: record.id, kind: 'voided', by: 'staff-9', disposition, grade }
    expect(ledger.find(record.id)?.corrections).toMatchObject([{ ...word, reasonCode: 'recorded_twice' }])
    expect(ledger.eventsAfter(seq, 9)).toMatchObject([{ type: eventTypes.corrected }])
    expect(ledger.auditTrail(1)).toMatchObject([
      { actor: 'staff-9', action: 'inspection.voided', subject: record.id },
    ])
    expect(ledger.verifyAudit()).toMatchObject({ ok: true })
    expect(ledger.takeJob()).toBeUndefined()
    expect(desk.list({ which: 'all', limit: 5 }).rows).toMatchObject([{ voided: true, open: false, grade }])
    expect(told).toMatchObject([word])
  })

  it('keeps what a supervisor had said of the item', () => {
    const { ledger, desk } = station()
    const record = heldRecordOf(2)
    ledger.record(record)
    desk.decide({ ...agreeing(record), kind: 'overridden', disposition: 'donate', reasonCode: 'r' }, boss)
    desk.voidLabel(record.id, 'label_wrong_item', boss)
    expect(ledger.find(record.id)?.corrections.at(-1)).toMatchObject({
      kind: 'voided',
      disposition: 'donate',
    })
    expect(desk.list({ which: 'all', limit: 5 }).rows).toMatchObject([{ disposition: 'donate' }])
  })

  it('is there as a whole or not at all when the power is cut', () => {
    const { ledger, desk, cutAt, steps } = station()
    const record = decidedAtTheLane(3)
    ledger.record(record)
    const before = shownBy(ledger)
    const from = steps.length
    cutAt('ledger:inspection')
    expect(() => desk.voidLabel(record.id, 'recorded_twice', boss)).toThrow(PowerCut)
    expect(steps.length).toBeGreaterThan(from)
    expect(shownBy(ledger)).toEqual(before)
  })

  it('is NOT_NOW for an item that waits and for a label that is void, and changes nothing', () => {
    const { ledger, desk } = station()
    const [waiting, decided] = [heldRecordOf(4), decidedAtTheLane(5)]
    for (const record of [waiting, decided]) ledger.record(record)
    expect(codeOf(() => desk.voidLabel(waiting.id, 'recorded_twice', boss))).toBe('NOT_NOW')
    desk.voidLabel(decided.id, 'recorded_twice', boss)
    const before = shownBy(ledger)
    expect(codeOf(() => desk.voidLabel(decided.id, 'recorded_twice', boss))).toBe('NOT_NOW')
    expect(codeOf(() => desk.voidLabel('nobody', 'recorded_twice', boss))).toBe('NOT_FOUND')
    expect(shownBy(ledger)).toEqual(before)
  })
})

it('[RL2] a void label is printed again only after the item is decided again, then anew and as often as wished', () => {
  const { ledger, desk } = station()
  const record = decidedAtTheLane(6)
  ledger.record(record)
  desk.voidLabel(record.id, 'recorded_by_mistake', boss)
  expect(codeOf(() => desk.reprint(record.id, 'label_lost', boss))).toBe('NOT_NOW')
  expect(ledger.jobs('waiting', 9)).toEqual([])
  desk.decide(agreeing(record), boss)
  expect(desk.list({ which: 'all', limit: 5 }).rows).toMatchObject([{ voided: false }])
  const job = ledger.takeJob()
  expect(job).toMatchObject({ inspection: record.id, reprintReason: 'reviewed' })
  expect(job?.zpl).toContain(record.plate)
  ledger.jobPrinted(job?.id ?? '')
  desk.reprint(record.id, 'label_lost', boss)
  expect(ledger.takeJob()).toMatchObject({ reprintReason: 'label_lost' })
  desk.voidLabel(record.id, 'recorded_by_mistake', boss)
  expect(desk.list({ which: 'all', limit: 5 }).rows).toMatchObject([{ voided: true }])
})

it('[RL3] the lane says of the plate of a void label that it is void, until the item is decided again', async () => {
  const rig = laneRig()
  const { desk } = deskOn(rig.ledger, rig.clock.now)
  const view = () => rig.lane.view()
  rig.scan(skuOf(5).gtin?.slice(1) ?? '')
  while (view().question) rig.lane.answer(view().question?.id ?? '', 'no')
  await until(
    () => view().state,
    (state) => state === 'proposing',
    'a proposal',
  )
  rig.lane.confirm('staff-1')
  const { id = '', plate = '' } = view().last ?? {}
  rig.lane.labelled(id, 'printed')
  const notice = () => {
    rig.clock.pass(5000)
    rig.scan(plate)
    return view().notice
  }
  const record = rig.ledger.find(id)?.record
  if (!record) throw new Error('nothing was recorded')
  if (rig.ledger.find(id)?.open) desk.decide(agreeing(record), boss)
  expect(notice()).toMatchObject({ code: 'already_recorded', detail: plate })
  desk.voidLabel(id, 'label_wrong_item', boss)
  expect(notice()).toMatchObject({ code: 'label_voided', detail: plate })
  desk.decide(agreeing(record), boss)
  expect(notice()).toMatchObject({ code: 'already_recorded', detail: plate })
  rig.close()
})
