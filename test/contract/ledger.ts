import { describe, expect, it } from 'vitest'
import { eventTypes } from '../../sync/wire/event-types.ts'
import { faultOf } from '../rigs/fault-of.ts'
import { type LedgerRig, PowerCut, shownBy } from '../rigs/ledger-rig.ts'
import { correctionOf, heldRecordOf, recordOf, recordsOf, staffOf } from '../rigs/records.ts'

const recordSteps = [
  'ledger:begin',
  'ledger:inspection',
  'ledger:print-job',
  'ledger:outbox',
  'ledger:audit',
  'ledger:commit',
] as const
const newLabel = { zpl: '^XA^FDnew^FS^XZ', reason: 'wrong_grade' }

/** What every ledger holds to, wherever it keeps its rows. */
export function ledgerContract(name: string, open: () => LedgerRig): void {
  describe(`ledger ${name}: recording`, () => {
    it('[LG1] record() leaves the inspection, its label, its event and its audit line', () => {
      const { ledger } = open()
      const record = recordOf(1)
      const { seq, job } = ledger.record(record)
      expect(ledger.find(record.id)).toEqual({
        record,
        corrections: [],
        open: record.decision.held,
        printed: false,
      })
      expect(ledger.jobs('waiting', 9)).toEqual([
        { id: job, inspection: record.id, zpl: record.label.zpl, state: 'waiting', attempts: 0 },
      ])
      const [event, ...more] = ledger.unsent(9)
      expect(more).toEqual([])
      const [line] = ledger.auditTrail(9)
      expect(event).toMatchObject({ seq, type: eventTypes.recorded, subject: record.id })
      expect(event?.blobs).toEqual(record.shots.map((shot) => shot.sha256))
      expect(JSON.parse(event?.data ?? '')).toEqual({
        record,
        audit: { index: line?.index, hash: line?.hash },
      })
      expect(line).toMatchObject({
        action: 'inspection.recorded',
        subject: record.id,
        actor: record.decision.by,
      })
    })

    it.each(recordSteps)('[LG1] a cut at %s leaves nothing of it, and the next try works', (step) => {
      const { ledger, cutAt, steps } = open()
      ledger.record(recordOf(1))
      const before = shownBy(ledger)
      cutAt(step)
      expect(() => ledger.record(recordOf(2))).toThrow(PowerCut)
      expect(steps.at(-1)).toBe(step)
      expect(shownBy(ledger)).toEqual(before)
      expect(ledger.record(recordOf(2)).seq).toBe(2)
    })

    it.each(recordSteps)('[LG1] a cut at %s of a correction leaves nothing of it', (step) => {
      const { ledger, cutAt } = open()
      const record = heldRecordOf(1)
      ledger.record(record)
      const before = shownBy(ledger)
      cutAt(step)
      expect(() => ledger.correct(correctionOf(record), newLabel)).toThrow(PowerCut)
      expect(shownBy(ledger)).toEqual(before)
    })

    it('[LG3] seq counts 1, 2, 3 over records, corrections and labels, whatever fails in between', () => {
      const { ledger, cutAt } = open()
      const [first = recordOf(1), second = recordOf(2)] = recordsOf(2)
      ledger.record(first)
      cutAt('ledger:commit')
      expect(() => ledger.record(second)).toThrow(PowerCut)
      ledger.correct(correctionOf(first))
      ledger.jobPrinted(ledger.takeJob()?.id ?? '')
      ledger.record(second)
      expect(ledger.unsent(9).map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
      expect(new Set(ledger.unsent(9).map(({ id }) => id)).size).toBe(4)
    })

    it('[LG8] the same inspection twice is one inspection, one label, one event, one receipt', () => {
      const { ledger } = open()
      const receipt = ledger.record(recordOf(1))
      ledger.record(recordOf(2))
      const before = shownBy(ledger)
      expect(ledger.record(recordOf(1))).toEqual(receipt)
      expect(shownBy(ledger)).toEqual(before)
    })

    it('[LG8] the same correction twice is one correction', () => {
      const { ledger } = open()
      const record = heldRecordOf(1)
      ledger.record(record)
      const receipt = ledger.correct(correctionOf(record), newLabel)
      const before = shownBy(ledger)
      expect(ledger.correct(correctionOf(record), newLabel)).toEqual(receipt)
      expect(shownBy(ledger)).toEqual(before)
    })
  })

  describe(`ledger ${name}: nothing is edited`, () => {
    it('[LG4] a correction leaves the record as it was, and lists show what it says', () => {
      const { ledger } = open()
      const record = heldRecordOf(1)
      ledger.record(record)
      expect(ledger.counts().open).toBe(1)
      const correction = correctionOf(record)
      ledger.correct(correction)
      expect(ledger.find(record.id)).toMatchObject({ record, corrections: [correction], open: false })
      expect(ledger.list({ disposition: 'liquidate', grade: 'D' }, 9)).toHaveLength(1)
      expect(ledger.list({ disposition: 'quarantine' }, 9)).toEqual([])
      expect(ledger.counts().open).toBe(0)
    })

    it('[LG4] a reprint settles nothing: what was open stays open, with its grade', () => {
      const { ledger } = open()
      const record = heldRecordOf(1)
      ledger.record(record)
      ledger.correct(correctionOf(record, { kind: 'reprinted' }), newLabel)
      expect(ledger.find(record.id)?.open).toBe(true)
      expect(ledger.list({ disposition: 'quarantine', open: true }, 9)).toHaveLength(1)
    })

    it.each(['inspections', 'corrections', 'outbox', 'audit'])(
      '[LG4] SQLite refuses to change or remove %s',
      (table) => {
        const { ledger, db } = open()
        ledger.record(recordOf(1))
        ledger.correct(correctionOf(recordOf(1)))
        const column = table === 'audit' ? 'idx' : table === 'outbox' ? 'seq' : 'n'
        expect(() => db.exec(`UPDATE ${table} SET ${column} = ${column} + 100`)).toThrow(/never changed/)
        expect(() => db.exec(`DELETE FROM ${table}`)).toThrow(/never removed/)
      },
    )

    it('[LG4] a correction of an inspection nobody recorded is NOT_FOUND', async () => {
      const { ledger } = open()
      const fault = await faultOf(() => ledger.correct(correctionOf(recordOf(1))))
      expect(fault.code).toBe('NOT_FOUND')
      expect(ledger.unsent(9)).toEqual([])
    })
  })

  describe(`ledger ${name}: audit`, () => {
    const full = () => {
      const rig = open()
      for (const record of recordsOf(3)) rig.ledger.record(record)
      rig.ledger.correct(correctionOf(recordOf(2)))
      rig.ledger.audit({ actor: 'staff-1', action: 'login', subject: 'staff-1', detail: '' })
      return rig
    }

    it('[LG5] an untouched trail is whole', () => {
      expect(full().ledger.verifyAudit()).toEqual({ ok: true, entries: 5 })
    })

    it.each([
      ['a changed line', 'audit', "UPDATE audit SET actor = 'someone' WHERE idx = 3", 3],
      ['a removed line', 'audit', 'DELETE FROM audit WHERE idx = 2', 2],
      ['lines in another order', 'audit', 'UPDATE audit SET idx = 9 WHERE idx = 1', 1],
      [
        'a changed record',
        'inspections',
        `UPDATE inspections SET record = replace(record, '"plate"', '"Plate"') WHERE n = 2`,
        2,
      ],
      ['a changed correction', 'corrections', "UPDATE corrections SET correction = '{}'", 4],
      ['a removed record', 'inspections', 'DELETE FROM inspections WHERE n = 3', 3],
    ])('[LG5] verifyAudit() names %s', (_what, table, statement, index) => {
      const { ledger, db } = full()
      db.pragma('foreign_keys = OFF')
      db.exec(`DROP TRIGGER ${table}_unchanged; DROP TRIGGER ${table}_kept; ${statement}`)
      expect(ledger.verifyAudit()).toEqual({ ok: false, index })
    })

    it('[LG5] the trail comes newest first, page by page', () => {
      const { ledger } = full()
      expect(ledger.auditTrail(2).map(({ index }) => index)).toEqual([5, 4])
      expect(ledger.auditTrail(9, 4).map(({ index }) => index)).toEqual([3, 2, 1])
    })

    it('[LG13] people and settings leave their line, without name, hash or value', () => {
      const { ledger } = open()
      const person = staffOf(1, { name: 'Somebody', badgeHash: 'badge-hash' })
      ledger.saveStaff(person, 'setup')
      ledger.saveStaff({ ...person, role: 'admin', pinHash: 'other-hash' }, 'staff-9')
      ledger.saveSetting('station.key', 'secret-value', 'staff-9')
      expect(ledger.staff()).toEqual([{ ...person, role: 'admin', pinHash: 'other-hash' }])
      expect(ledger.setting('station.key')).toBe('secret-value')
      const trail = ledger.auditTrail(9)
      expect(trail.map(({ action, actor }) => [action, actor])).toEqual([
        ['setting.changed', 'staff-9'],
        ['staff.changed', 'staff-9'],
        ['staff.added', 'setup'],
      ])
      expect(trail[1]?.detail).toBe('operator, active to admin, active; new PIN')
      expect(JSON.stringify(trail)).not.toMatch(/Somebody|hash-|badge-hash|other-hash|secret-value/)
    })

    it('[LG13] a setting whose name starts with _ leaves none', () => {
      const { ledger } = open()
      ledger.saveSetting('_page', '7', 'setup')
      ledger.saveSetting('_page', '8', 'setup')
      expect(ledger.setting('_page')).toBe('8')
      expect(ledger.setting('_other')).toBeUndefined()
      expect(ledger.auditTrail(9)).toEqual([])
    })
  })

  describe(`ledger ${name}: labels`, () => {
    it('labels are taken oldest first, each once, and counted', () => {
      const { ledger } = open()
      const jobs = recordsOf(2).map((record) => ledger.record(record).job)
      expect(ledger.counts().waitingJobs).toBe(2)
      expect(ledger.takeJob()).toMatchObject({ id: jobs[0], state: 'sending', attempts: 1 })
      expect(ledger.takeJob()).toMatchObject({ id: jobs[1] })
      expect(ledger.takeJob()).toBeUndefined()
    })

    it('a printed label is one event, however often it is said', () => {
      const { ledger, clock } = open()
      const record = recordOf(1)
      const { job } = ledger.record(record)
      ledger.takeJob()
      ledger.jobPrinted(job)
      ledger.jobPrinted(job)
      const [, event, ...more] = ledger.unsent(9)
      expect(more).toEqual([])
      expect(event).toMatchObject({ type: eventTypes.printed, subject: record.id, blobs: [] })
      const data = { job, inspection: record.id, plate: record.plate, at: clock.now() }
      expect(JSON.parse(event?.data ?? '')).toEqual(data)
      expect(ledger.find(record.id)?.printed).toBe(true)
      expect(ledger.jobs('printed', 9)).toHaveLength(1)
    })

    it('a label that failed waits again, first in line, with the fault', () => {
      const { ledger } = open()
      const [job] = recordsOf(2).map((record) => ledger.record(record).job)
      ledger.takeJob()
      ledger.jobFailed(job ?? '', 'PRINTER_EMPTY')
      expect(ledger.jobs('waiting', 1)).toMatchObject([{ id: job, attempts: 1, lastFault: 'PRINTER_EMPTY' }])
      expect(ledger.takeJob()).toMatchObject({ id: job, attempts: 2 })
    })

    it('a job nobody queued is NOT_FOUND', async () => {
      const { ledger } = open()
      expect((await faultOf(() => ledger.jobPrinted('none'))).code).toBe('NOT_FOUND')
      expect((await faultOf(() => ledger.jobFailed('none', 'PRINTER_LOST'))).code).toBe('NOT_FOUND')
    })

    it('[LG10] a new label cancels the one still waiting', () => {
      const { ledger } = open()
      const record = heldRecordOf(1)
      const { job } = ledger.record(record)
      ledger.correct(correctionOf(record), newLabel)
      expect(ledger.jobs('cancelled', 9)).toMatchObject([{ id: job }])
      expect(ledger.takeJob()).toMatchObject({ zpl: newLabel.zpl, reprintReason: newLabel.reason })
      expect(ledger.takeJob()).toBeUndefined()
    })

    it('[LG10] a label being sent when a new one came is not tried again', () => {
      const { ledger } = open()
      const record = heldRecordOf(1)
      const { job } = ledger.record(record)
      ledger.takeJob()
      ledger.correct(correctionOf(record), newLabel)
      ledger.jobFailed(job, 'PRINTER_LOST')
      expect(ledger.jobs('cancelled', 9)).toMatchObject([{ id: job }])
      expect(ledger.jobs('waiting', 9)).toMatchObject([{ zpl: newLabel.zpl }])
    })

    it('[LG10] voiding an inspection cancels its label', () => {
      const { ledger } = open()
      const record = recordOf(1)
      ledger.record(record)
      ledger.correct(correctionOf(record, { kind: 'voided' }))
      expect(ledger.takeJob()).toBeUndefined()
    })

    it('[LG10] a reprint is not printed until its own label is', () => {
      const { ledger } = open()
      const record = recordOf(1)
      ledger.record(record)
      ledger.jobPrinted(ledger.takeJob()?.id ?? '')
      ledger.correct(correctionOf(record, { kind: 'reprinted' }), newLabel)
      expect(ledger.find(record.id)?.printed).toBe(false)
      ledger.jobPrinted(ledger.takeJob()?.id ?? '')
      expect(ledger.find(record.id)?.printed).toBe(true)
    })
  })

  describe(`ledger ${name}: outbox`, () => {
    it('[LG9] acknowledge() is cumulative and never goes back', () => {
      const { ledger } = open()
      for (const record of recordsOf(4)) ledger.record(record)
      expect(ledger.counts().unsent).toBe(4)
      ledger.acknowledge(3)
      ledger.acknowledge(2)
      expect(ledger.acknowledged()).toBe(3)
      expect(ledger.unsent(9).map(({ seq }) => seq)).toEqual([4])
      expect(ledger.counts().unsent).toBe(1)
      expect(ledger.eventsAfter(1, 2).map(({ seq }) => seq)).toEqual([2, 3])
    })

    it('[LG11] a seq never given out cannot be acknowledged', async () => {
      const { ledger } = open()
      ledger.record(recordOf(1))
      const fault = await faultOf(() => ledger.acknowledge(2))
      expect([fault.code, ledger.acknowledged()]).toEqual(['LEDGER_BEHIND', 0])
      expect(fault.detail).toContain('up to 2')
    })

    it('a corrected event carries the correction and its audit line', () => {
      const { ledger } = open()
      const record = recordOf(1)
      ledger.record(record)
      ledger.correct(correctionOf(record))
      const [line] = ledger.auditTrail(1)
      expect(line).toMatchObject({ action: 'inspection.overridden', actor: 'staff-9', subject: record.id })
      const event = ledger.unsent(9)[1]
      expect(event).toMatchObject({ type: eventTypes.corrected, subject: record.id, blobs: [] })
      const audit = { index: line?.index, hash: line?.hash }
      expect(JSON.parse(event?.data ?? '')).toEqual({ correction: correctionOf(record), audit })
    })

    it('evidence is named by the records that show it', () => {
      const { ledger } = open()
      const [first] = recordOf(1).shots
      expect(ledger.namesEvidence(first?.sha256 ?? '')).toBe(false)
      ledger.record(recordOf(1))
      expect(ledger.namesEvidence(first?.sha256 ?? '')).toBe(true)
      expect(ledger.namesEvidence('0'.repeat(64))).toBe(false)
    })

    it('[LG20] evidence is spent when all that rests on it is old, acknowledged and reviewed', () => {
      const { ledger } = open()
      const first = recordOf(1)
      const { at } = first.decision
      const held = { ...heldRecordOf(2), shots: first.shots }
      const sha256 = first.shots[0]?.sha256 ?? ''
      const { seq } = ledger.record(first)
      expect(ledger.evidenceSpent(sha256, at + 1)).toBe(false)
      ledger.acknowledge(seq)
      expect(ledger.evidenceSpent(sha256, at + 1)).toBe(true)
      expect(ledger.evidenceSpent(sha256, at)).toBe(false)
      ledger.acknowledge(ledger.record(held).seq)
      const later = Math.max(at, held.decision.at) + 1
      expect(ledger.evidenceSpent(sha256, later)).toBe(false)
      ledger.correct(correctionOf(held))
      expect(ledger.evidenceSpent(sha256, later)).toBe(true)
      expect(ledger.evidenceSpent('0'.repeat(64), later)).toBe(false)
    })
  })

  describe(`ledger ${name}: lists`, () => {
    it('[LG12] lists go by the order of recording, page by page, though the clock jumped back', () => {
      const { ledger, clock } = open()
      const ids = [5, 3, 9].map((seed) => {
        clock.jump(-86_400_000)
        ledger.record(recordOf(seed))
        return recordOf(seed).id
      })
      const newest = ledger.list({}, 2)
      expect(newest.map(({ record }) => record.id)).toEqual([ids[2], ids[1]])
      expect(ledger.list({}, 2, ids[1]).map(({ record }) => record.id)).toEqual([ids[0]])
      expect(ledger.list({}, 2, ids[0])).toEqual([])
      expect(ledger.list({}, 2, 'never recorded')).toEqual([])
    })

    it.each([
      ['plate', 'RG77', { plate: 'RG7700000001' }],
      ['code', 'kaffee', { reading: { kind: 'text' as const, display: 'Kaffee-Tasse ß', references: [] } }],
      [
        'SKU, any case',
        'sku-0000001',
        {
          item: {
            kind: 'known' as const,
            sku: {
              sku: 'Sku-0000001',
              title: 'x',
              category: 'toys' as const,
              price: { minor: 1, currency: 'EUR' },
              flags: [],
            },
          },
        },
      ],
      ['RMA', 'rma-9', { item: { kind: 'not_on_return' as const, rma: 'RMA-99' } }],
    ])('a list is narrowed by the first letters of the %s', (_what, text, change) => {
      const { ledger } = open()
      const wanted = recordOf(1, { item: { kind: 'unlisted', category: 'toys' }, ...change })
      ledger.record(wanted)
      ledger.record(recordOf(2, { item: { kind: 'unlisted', category: 'toys' } }))
      expect(ledger.list({ text }, 9).map(({ record }) => record.id)).toEqual([wanted.id])
      expect(ledger.list({ text: `${text}%` }, 9)).toEqual([])
    })

    it('filters hold together', () => {
      const { ledger } = open()
      const records = recordsOf(40)
      for (const record of records) ledger.record(record)
      const since = records[20]?.decision.at ?? 0
      const wanted = records
        .filter(({ decision }) => decision.held && decision.grade === 'A' && decision.at >= since)
        .map(({ id }) => id)
        .reverse()
      expect(wanted.length).toBeGreaterThan(0)
      const found = ledger.list({ open: true, grade: 'A', disposition: 'quarantine', since, text: '' }, 99)
      expect(found.map(({ record }) => record.id)).toEqual(wanted)
      expect(ledger.list({ open: false }, 99)).toHaveLength(
        records.filter(({ decision }) => !decision.held).length,
      )
    })

    it('since takes in what was decided at that very moment', () => {
      const { ledger } = open()
      for (const record of recordsOf(3)) ledger.record(record)
      const since = recordOf(2).decision.at
      expect(ledger.list({ since }, 9).map(({ record }) => record.id)).toEqual([
        recordOf(3).id,
        recordOf(2).id,
      ])
    })

    it('today counts from local midnight of the clock', () => {
      const { ledger, clock } = open()
      const midnight = new Date(clock.now()).setHours(0, 0, 0, 0)
      const at = (seed: number, time: number) =>
        recordOf(seed, { decision: { ...recordOf(seed).decision, at: time } })
      ledger.record(at(1, midnight - 1))
      ledger.record(at(2, midnight))
      expect(ledger.counts().today).toBe(1)
    })
  })
}
