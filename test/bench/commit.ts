import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { noHook } from '../../main/kernel/steps.ts'
import { openLedger } from '../../sync/ledger/ledger.ts'
import { realClock } from '../rigs/real-clock.ts'
import { recordsOf } from '../rigs/records.ts'
import { idsOf } from '../rigs/seeded.ts'
import { inBenchFolder } from './bench-folder.ts'
import { type Measured, percentile } from './measured.ts'

const records = 300
/** The first commits make files grow and caches warm. */
const warmUp = 20

/**
 * Commits records to the real ledger (inspection, print job, outbox event and audit link in one transaction), and in
 * turn inserts the same JSON into a bare table, both in WAL with synchronous=FULL on the same disk.
 */
export function measureCommit(): Promise<Measured[]> {
  return inBenchFolder((folder) => {
    const ledger = openLedger({
      file: join(folder, 'ledger.db'),
      clock: realClock(),
      newId: idsOf(1),
      hook: noHook,
    })
    const bare = bareTable(join(folder, 'bare.db'))
    const ledgerMs: number[] = []
    const bareMs: number[] = []
    for (const record of recordsOf(records + warmUp)) {
      ledgerMs.push(timed(() => ledger.record(record)))
      bareMs.push(timed(() => bare.insert(record.id, JSON.stringify(record))))
    }
    ledger.close()
    bare.close()
    return rows(ledgerMs.slice(warmUp), bareMs.slice(warmUp))
  })
}

function rows(ledgerMs: readonly number[], bareMs: readonly number[]): Measured[] {
  const how = `${records} records, synchronous=FULL`
  return [
    { name: 'commit, p95', value: percentile(ledgerMs, 0.95), unit: 'ms', limit: 15, must: 'below', how },
    {
      name: 'commits a second, of a bare insert loop’s',
      value: sum(bareMs) / sum(ledgerMs),
      unit: '×',
      limit: 0.6,
      must: 'reach',
      how: `bare p95 ${percentile(bareMs, 0.95).toFixed(2)} ms, same JSON, in turn`,
    },
  ]
}

function bareTable(file: string) {
  const db = new Sqlite(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('CREATE TABLE bare (id TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT')
  const statement = db.prepare('INSERT INTO bare (id, json) VALUES (?, ?)')
  return { insert: (id: string, json: string) => statement.run(id, json), close: () => db.close() }
}

function timed(work: () => unknown): number {
  const from = performance.now()
  work()
  return performance.now() - from
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
