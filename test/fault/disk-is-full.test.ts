import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { noHook } from '../../main/kernel/steps.ts'
import { catalogueOn } from '../../sync/catalogue/catalogue.ts'
import { catalogueKind } from '../../sync/catalogue/schema.ts'
import { openEvidence } from '../../sync/evidence/evidence.ts'
import type { Database } from '../../sync/sqlite/database.ts'
import { openDatabase } from '../../sync/sqlite/open.ts'
import { batchOf } from '../contract/catalogue.ts'
import { faultOf } from '../rigs/fault-of.ts'
import { freshFolder } from '../rigs/fresh-folder.ts'
import { handClock } from '../rigs/hand-clock.ts'
import { ledgerRig, shownBy } from '../rigs/ledger-rig.ts'
import { correctionOf, recordOf } from '../rigs/records.ts'
import { volatileDisk } from '../rigs/volatile-disk.ts'

/** Lets a database grow by so many pages and no more: what SQLite then does is what it does on a full disk (SQLITE_FULL). */
function leaveRoom(db: Database, pages: number): void {
  db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + pages}`)
}

describe('the disk is full', () => {
  it('[LG6] recording stops with DISK_FULL, and nothing of the item stays', async () => {
    const { ledger, db } = ledgerRig(join(freshFolder(), 'ledger.sqlite'))
    ledger.record(recordOf(1))
    leaveRoom(db, 8)
    let last = 1
    const fillUp = () => {
      for (;;) {
        last += 1
        ledger.record(recordOf(last))
      }
    }
    const fault = await faultOf(fillUp)
    expect([fault.code, fault.remedy]).toEqual(['DISK_FULL', 'stop-lane'])
    expect(fault.detail).toContain('ledger.sqlite')
    const before = shownBy(ledger)
    expect(before.rows).toHaveLength(last - 1)
    expect(before.events).toHaveLength(last - 1)
    expect((await faultOf(() => ledger.record(recordOf(last)))).code).toBe('DISK_FULL')
    expect(shownBy(ledger)).toEqual(before)
  })

  it('[LG6] once there is room again the same item is recorded, with the next seq', async () => {
    const { ledger, db } = ledgerRig(join(freshFolder(), 'ledger.sqlite'))
    leaveRoom(db, 0)
    const fault = await faultOf(() => {
      for (let seed = 1; ; seed += 1) ledger.record(recordOf(seed))
    })
    const recorded = ledger.unsent(999).length
    leaveRoom(db, 1_000)
    expect(fault.code).toBe('DISK_FULL')
    expect(ledger.record(recordOf(recorded + 1)).seq).toBe(recorded + 1)
    expect(ledger.verifyAudit()).toEqual({ ok: true, entries: recorded + 1 })
  })

  it('[LG6] a correction, a label and an acknowledgement leave nothing half done either', async () => {
    const { ledger, db } = ledgerRig(join(freshFolder(), 'ledger.sqlite'))
    const { job } = ledger.record(recordOf(1))
    leaveRoom(db, 0)
    const long = correctionOf(recordOf(1), { note: 'x'.repeat(90_000) })
    const before = shownBy(ledger)
    expect((await faultOf(() => ledger.correct(long, { zpl: '^XA^XZ', reason: 'r' }))).code).toBe('DISK_FULL')
    expect(shownBy(ledger)).toEqual(before)
    // What needs no new page still works: the label in the queue comes out.
    expect(ledger.takeJob()?.id).toBe(job)
    ledger.acknowledge(1)
    expect(ledger.acknowledged()).toBe(1)
  })

  it('[EV6] keeping a photograph is DISK_FULL and leaves nothing behind', async () => {
    const disk = volatileDisk(10)
    const evidence = openEvidence({ folder: '/e', clock: handClock(), disk })
    const fault = await faultOf(() => evidence.keep(new Uint8Array(11)))
    expect([fault.code, fault.remedy]).toEqual(['DISK_FULL', 'stop-lane'])
    expect(disk.afterPowerCut('names are kept, unsynced bytes are gone').size).toBe(0)
    disk.room = 100
    expect(await evidence.has(await evidence.keep(new Uint8Array(11)))).toBe(true)
  })

  it('[CT2] a catalogue batch is DISK_FULL, and the one before stays with its cursor', async () => {
    const kind = catalogueKind(join(freshFolder(), 'catalogue.sqlite'))
    const db = openDatabase(kind)
    const catalogue = catalogueOn(db, kind.file, noHook)
    onTestFinished(() => catalogue.close())
    catalogue.apply(batchOf(1, [1, 2, 3]))
    leaveRoom(db, 2)
    const many = Array.from({ length: 500 }, (_, index) => index + 10)
    expect((await faultOf(() => catalogue.apply(batchOf(2, many)))).code).toBe('DISK_FULL')
    expect([catalogue.cursor(), catalogue.count()]).toEqual([1, { skus: 3, lines: 3 }])
  })
})
