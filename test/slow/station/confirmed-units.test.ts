import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { defaultPolicy, type Policy } from '../../../main/inspection/policy.ts'
import type { InspectionRecord } from '../../../main/inspection/record.ts'
import { Fault } from '../../../main/kernel/fault.ts'
import type { Stage } from '../../../main/kernel/frame.ts'
import { ConfirmedUnits } from '../../../main/station/confirmed-units.ts'
import type { UnitStore } from '../../../models/memory/port.ts'
import { startRemembering } from '../../../models/memory/remembering.ts'
import type { Correction, LedgerRow } from '../../../sync/ledger/port.ts'
import { openUnits } from '../../../sync/memory/units.ts'
import { handClock } from '../../rigs/hand-clock.ts'
import { correctionOf, recordOf } from '../../rigs/records.ts'
import { skuOf } from '../../rigs/skus.ts'
import { frameOf } from '../../rigs/units-rig.ts'

const remembering = startRemembering()
afterAll(() => remembering.close())
let units: UnitStore
let lines: string[]
let photo: () => Promise<Uint8Array>
let warnings: unknown[]
let seen: Map<string, Stage>
beforeEach(() => {
  units = openUnits(':memory:')
  lines = []
  warnings = []
  seen = new Map()
  photo = async () => (await frameOf({ seed: 1 })).bytes
})

const sku = skuOf(1).sku
const operatorsToo: Policy = { ...defaultPolicy, memory: { confirmedBy: 'operator' } }

function joining(policy: Policy = defaultPolicy): ConfirmedUnits {
  return new ConfirmedUnits({
    ...{ units, remembering, policy, clock: handClock() },
    evidence: { read: () => photo() },
    stages: { stageOf: async ({ role, device }) => seen.get(`${role} ${device}`) },
    ledger: { audit: ({ actor, action, detail }) => void lines.push(`${actor} ${action} ${detail}`) },
    log: { warn: (said: unknown) => void warnings.push(said) },
  })
}

/** Everybody graded it A, on one good photograph, and nothing was found. */
function goodRecord(change: Partial<InspectionRecord> = {}): InspectionRecord {
  const record = recordOf(1)
  return {
    ...record,
    item: { kind: 'known', sku: skuOf(1) },
    shots: record.shots.slice(0, 1),
    verdict: { ...record.verdict, grade: 'A' },
    decision: { disposition: 'restock', grade: 'A', by: 'staff-1', held: false, at: 1 },
    inference: {
      ...{ status: 'done', findings: [], category: [], model: 'eye@2' },
      timings: { decodeMs: 1, runMs: 1 },
    },
    ...change,
  }
}

function rowOf(record: InspectionRecord, corrections: readonly Correction[] = []): LedgerRow {
  return { record, corrections, open: false, printed: true }
}

function agreed(record: InspectionRecord, change: Partial<Correction> = {}): Correction {
  return correctionOf(record, { kind: 'confirmed', grade: 'A', rejectedFindings: [], ...change })
}

describe('confirmed good units', () => {
  it('[JU1] what a supervisor confirmed as A joins its SKU once, in the audit trail', async () => {
    const join = joining()
    const record = goodRecord()
    join.reviewed(rowOf(record), agreed(record))
    join.reviewed(rowOf(record, [agreed(record)]), agreed(record))
    await join.idle()
    expect(units.list(sku)).toMatchObject([{ unit: record.id, role: record.shots[0]!.role }])
    expect(lines).toEqual([`staff-9 memory.taught unit ${record.id}, 1 known`])
  })

  it('[RM15] it is cut out by the empty stage of the camera it was photographed with', async () => {
    const join = joining()
    const record = goodRecord()
    const { role, device } = record.shots[0]!
    seen.set(`${role} ${device}`, {
      width: 160,
      height: 133,
      pixels: new Uint8Array(160 * 133 * 3).fill(235),
    })
    join.reviewed(rowOf(record), agreed(record))
    await join.idle()
    expect(units.photographed(record.id, role)?.cut).toBeDefined()
  })

  it('[JU1] nothing joins that is not A, was corrected, has a finding, or a poor photograph', async () => {
    const join = joining()
    const good = goodRecord()
    const poor = { ...good.shots[0]!, quality: { ...good.shots[0]!.quality, verdict: 'blurred' as const } }
    const found = { type: 'superficial', severity: 'minor', score: 0.9, source: 'model' } as const
    const unsure = { status: 'unsure', why: 'timed_out', detail: '' } as const
    const records: readonly InspectionRecord[] = [
      goodRecord({ verdict: { ...good.verdict, grade: 'B' } }),
      goodRecord({ decision: { ...good.decision, grade: 'B' } }),
      goodRecord({ shots: [poor] }),
      goodRecord({ shots: [] }),
      goodRecord({ inspect: false }),
      goodRecord({ told: [{ ...found, source: 'checklist', score: 1 }] }),
      goodRecord({ inference: { ...good.inference, findings: [found] } as never }),
      goodRecord({ inference: unsure }),
      goodRecord({ item: { kind: 'unlisted', category: 'toys' } }),
      goodRecord({ item: { kind: 'not_on_return', rma: 'R', sku: skuOf(1) } }),
    ]
    for (const record of records) join.reviewed(rowOf(record), agreed(record))
    join.reviewed(rowOf(good), agreed(good, { grade: 'B' }))
    join.reviewed(rowOf(good), agreed(good, { rejectedFindings: [0] }))
    join.reviewed(rowOf(good, [agreed(good, { kind: 'overridden' })]), agreed(good))
    join.recorded(good)
    await join.idle()
    expect(units.count(sku)).toBe(0)
    const hint = goodRecord({
      inference: { ...good.inference, findings: [{ ...found, hint: true }] } as never,
    })
    join.reviewed(rowOf(hint), agreed(hint))
    await join.idle()
    expect(units.count(sku)).toBe(1)
  })

  it("[JU1] the operator's word is enough where the policy says so, but never a decision nobody was asked about", async () => {
    const join = joining(operatorsToo)
    const good = goodRecord()
    join.recorded(goodRecord({ id: 'auto', decision: { ...good.decision, by: 'auto' } }))
    join.recorded(goodRecord({ id: 'held', decision: { ...good.decision, held: true } }))
    join.recorded(good)
    await join.idle()
    expect(units.list(sku).map((each) => each.unit)).toEqual([good.id])
    expect(lines).toEqual([`staff-1 memory.taught unit ${good.id}, 1 known`])
  })

  it('[JU1] thirty-two units are enough, and a photograph that is gone keeps nothing from working', async () => {
    const join = joining()
    for (let at = 0; at < 32; at++) units.keep({ id: `u${at}`, sku, by: 'ada', at, views: [] })
    join.reviewed(rowOf(goodRecord()), agreed(goodRecord()))
    await join.idle()
    expect(units.count(sku)).toBe(32)
    units.undo(sku)
    photo = async () => Promise.reject(new Fault('EVIDENCE_MISSING', 'gone'))
    join.reviewed(rowOf(goodRecord()), agreed(goodRecord()))
    await join.idle()
    expect([units.count(sku), warnings.length]).toEqual([31, 1])
  })

  it('[JU2] what is overridden or voided afterwards leaves the units again', async () => {
    const join = joining()
    const record = goodRecord()
    join.reviewed(rowOf(record), agreed(record))
    join.reviewed(rowOf(record, [agreed(record)]), agreed(record, { kind: 'reprinted' }))
    await join.idle()
    expect(units.count(sku)).toBe(1)
    join.reviewed(rowOf(record, [agreed(record)]), agreed(record, { kind: 'voided' }))
    await join.idle()
    expect(units.count(sku)).toBe(0)
    expect(lines.at(-1)).toBe(`staff-9 memory.untaught unit ${record.id}, 0 known`)
  })
})
