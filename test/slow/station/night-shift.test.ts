import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import pino from 'pino'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { InspectionRecord } from '../../../main/inspection/record.ts'
import { AuditWatch } from '../../../main/station/audit-watch.ts'
import { type NightPorts, nightShift } from '../../../main/station/night-shift.ts'
import { wallClock } from '../../../main/station/night-time.ts'
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

/** One round of a station that has just started. */
const shift = (given: NightPorts) => nightShift(given)()

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
    audit: new AuditWatch(ledger, file),
    quietMs: () => 0,
    zone: 'UTC',
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
  expect(ports.audit.verdict).toEqual({ state: 'unbroken', entries: 0 })
  await shift(ports)
  expect(ports.audit.verdict).toEqual({ state: 'unbroken', entries: 1 })
})

it('[NS2] a long trail is not called unbroken before somebody looked, and the first round looks', async () => {
  for (let entries = 0; entries < 2001; entries += 1)
    ledger.audit({ actor: 'a', action: 'policy.changed', subject: 's', detail: '' })
  const file = join(folder, 'ledger.db')
  await shift(ports)
  const audit = new AuditWatch(ledger, file)
  expect(audit.verdict).toEqual({ state: 'unverified', entries: 2001 })
  await shift({ ...ports, audit })
  expect(audit.verdict).toEqual({ state: 'unbroken', entries: 2001 })
  const other = new Database(file)
  other.exec("DROP TRIGGER audit_unchanged; UPDATE audit SET actor = 'b' WHERE idx = 1500")
  other.close()
  let turns = 0
  const counting = setInterval(() => {
    turns += 1
  }, 0)
  expect(await audit.verify()).toEqual({ state: 'broken', entries: 1500 })
  clearInterval(counting)
  expect(turns).toBeGreaterThan(0)
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

/** Hours of the wall clock in Los Angeles at which `learn` was called, over so many days in rounds of five minutes. */
async function learntAt(
  days: number,
  on: (hour: number) => { works: boolean; quiet: boolean },
): Promise<number[]> {
  const zone = 'America/Los_Angeles'
  const hours: number[] = []
  const hour = () => wallClock(clock.now(), zone).hour
  const given: NightPorts = {
    ...{ ...ports, zone },
    learn: async () => void hours.push(hour()),
    quietMs: () => (on(hour()).quiet ? 3600_000 : 0),
  }
  let round: (() => Promise<void>) | undefined
  for (let rounds = 0; rounds < days * 288; rounds += 1) {
    clock.pass(300_000)
    // Switched off and on again, it is another station on the same files.
    round = on(hour()).works ? (round ?? nightShift(given)) : undefined
    await round?.()
  }
  return hours
}

it('[NS6] learns once a night, when it is night where the station stands', async () => {
  // Eight in the morning there.
  clock.pass(4 * 3600_000)
  const hours = await learntAt(3, () => ({ works: true, quiet: false }))
  expect(hours).toEqual([1, 1, 1])
})

it('[NS6] a station that is switched off at night learns in a break, once a day', async () => {
  const hours = await learntAt(3, (hour) => ({ works: hour >= 8 && hour < 18, quiet: hour === 12 }))
  expect(hours).toEqual([12, 12, 12])
})

it('[NS6] what fails is tried again after an hour, and keeps nothing else from being done', async () => {
  let learnt = 0
  let removals = 0
  const evidence = {
    ...ports.evidence,
    sweep: async () => {
      removals += 1
      throw new Error('the folder cannot be read')
    },
  }
  const round = nightShift({
    ...{ ...ports, evidence, keepDays: 30, quietMs: () => 3600_000 },
    learn: async () => {
      learnt += 1
    },
  })
  await round()
  expect([learnt, removals, readdirSync(ports.backups).length]).toEqual([1, 2, 1])
  clock.pass(300_000)
  await round()
  expect([learnt, removals]).toEqual([1, 2])
  clock.pass(3600_000)
  await round()
  expect([learnt, removals]).toEqual([1, 4])
})
