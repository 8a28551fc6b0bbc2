import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { InspectionRecord } from '../../../main/inspection/record.ts'
import { AuditWatch } from '../../../main/station/audit-watch.ts'
import { type NightPorts, shift } from '../../../main/station/night-shift.ts'
import { openEvidence } from '../../../sync/evidence/evidence.ts'
import { backup } from '../../../sync/ledger/backup.ts'
import { openLedger } from '../../../sync/ledger/ledger.ts'
import type { Ledger } from '../../../sync/ledger/port.ts'
import { type HandClock, handClock } from '../../rigs/hand-clock.ts'
import { heldRecordOf, recordOf } from '../../rigs/records.ts'
import { idsOf } from '../../rigs/seeded.ts'

const day = 24 * 3600_000
let folder: string
let clock: HandClock
let ledger: Ledger
let ports: NightPorts
let held: string | undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'regrade-night-'))
  clock = handClock()
  const file = join(folder, 'ledger.db')
  const backups = join(folder, 'backups')
  mkdirSync(backups)
  ledger = openLedger({ file, clock, newId: idsOf(1) })
  const evidence = openEvidence({ folder: join(folder, 'evidence'), clock })
  const copy = (to: string) => backup(file, to)
  ports = {
    named: (sha256) => ledger.namesEvidence(sha256) || sha256 === held,
    evidence,
    clock,
    backups,
    keep: 2,
    backup: copy,
    learn: async () => {},
    ...{ ledger, keepDays: undefined, holds: (sha256: string) => sha256 === held },
    audit: new AuditWatch(ledger),
    log: pino({ enabled: false }),
  }
})
afterEach(() => {
  ledger.close()
  rmSync(folder, { recursive: true, force: true })
})

it('[NS1] keeps one backup a day that opens as a whole ledger, and as many days as asked', async () => {
  ledger.record(recordOf(1))
  for (let days = 0; days < 4; days += 1) {
    await shift(ports)
    await shift(ports)
    clock.pass(day)
  }
  const files = readdirSync(ports.backups).sort()
  expect(files).toEqual(['ledger-2026-01-03.db', 'ledger-2026-01-04.db'])
  const copy = openLedger({ file: join(ports.backups, files[1] ?? ''), clock, newId: idsOf(2) })
  expect(copy.list({}, 5)).toHaveLength(1)
  copy.close()
})

it('[NS1] leaves alone what is not one of its backups', async () => {
  writeFileSync(join(ports.backups, 'notes.txt'), 'mine')
  await shift(ports)
  expect(readdirSync(ports.backups)).toContain('notes.txt')
})

it('[NS2] the verdict on the audit trail is taken anew once a day', async () => {
  ledger.audit({ actor: 'a', action: 'policy.changed', subject: 's', detail: '' })
  expect(ports.audit.verdict.entries).toBe(0)
  await shift(ports)
  expect(ports.audit.verdict).toEqual({ ok: true, entries: 1 })
})

it('[NS3] a photograph no record names goes after a day, unless the item on the lane rests on it', async () => {
  const [orphan, resting] = [
    await ports.evidence.keep(new Uint8Array([1])),
    await ports.evidence.keep(new Uint8Array([2])),
  ]
  held = resting
  // Files carry the machine's own time; two days later by clock and ticks they are old.
  clock.jump(Date.now() - clock.now())
  clock.pass(2 * day)
  await shift(ports)
  expect(await ports.evidence.has(orphan)).toBe(false)
  expect(await ports.evidence.has(resting)).toBe(true)
  held = undefined
})

it('[NS4] photographs past their days go once central has them, unless a review is open on them or the lane holds them', async () => {
  const [sent, unsent, open, laid] = await Promise.all(
    [1, 2, 3, 4].map((byte) => ports.evidence.keep(new Uint8Array([byte]))),
  )
  const restingOn = (record: InspectionRecord, sha256 = ''): InspectionRecord => ({
    ...record,
    shots: record.shots.slice(0, 1).map((shot) => ({ ...shot, sha256 })),
  })
  ledger.record(restingOn(recordOf(1), sent))
  ledger.record(restingOn(heldRecordOf(2), open))
  ledger.record(restingOn(recordOf(3), laid))
  ledger.acknowledge(3)
  ledger.record(restingOn(recordOf(4), unsent))
  held = laid
  clock.jump(Date.now() - clock.now())
  clock.pass(31 * day)
  const there = () => Promise.all([sent, unsent, open, laid].map((each) => ports.evidence.has(each ?? '')))
  await shift(ports)
  expect(await there()).toEqual([true, true, true, true])
  clock.pass(day)
  await shift({ ...ports, keepDays: 30 })
  expect(await there()).toEqual([false, true, true, true])
  expect(ledger.auditTrail(1)[0]).toMatchObject({
    action: 'evidence.removed',
    detail: '1 photographs older than 30 days, all of them at central',
  })
  held = undefined
})

it('[NS5] copies the whole units once a day and keeps the two newest, beside the copies of the ledger', async () => {
  const copies: string[] = []
  const backupMemory = async (to: string) => {
    copies.push(to)
    writeFileSync(to, 'units')
  }
  for (let days = 0; days < 4; days += 1) {
    await shift({ ...ports, backupMemory })
    await shift({ ...ports, backupMemory })
    clock.pass(day)
  }
  expect(copies).toHaveLength(4)
  expect(readdirSync(ports.backups).sort()).toEqual([
    'ledger-2026-01-03.db',
    'ledger-2026-01-04.db',
    'memory-2026-01-03.db',
    'memory-2026-01-04.db',
  ])
})
