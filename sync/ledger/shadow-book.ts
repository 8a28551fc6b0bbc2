import { existsSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import type { Inference } from '../../main/kernel/finding.ts'
import type { Database } from '../sqlite/database.ts'
import { sqliteFault } from '../sqlite/faults.ts'
import { versionOf } from '../sqlite/migrate.ts'
import type { LedgerParts } from './parts.ts'
import type { Ledger, ShadowAnswers } from './port.ts'
import { ledgerKind } from './schema.ts'

interface Row {
  readonly inspection: string
  readonly active: string
  readonly shadow: string
}

/** The schema that first had shadow answers. */
const sinceSchema = 2

/** What two models said of the same photographs, for as long as the ledger lives. */
export function shadowBook({ db, clock, write }: LedgerParts): Pick<Ledger, 'keepShadow' | 'shadowAnswers'> {
  const insert = db.prepare<[string, number, string, string]>(
    'INSERT INTO shadow_answers (inspection, at, active, shadow) VALUES (?, ?, ?, ?)',
  )
  const read = reader(db)
  return {
    keepShadow: ({ inspection, active, shadow }) =>
      write(() => {
        insert.run(inspection, clock.now(), JSON.stringify(active), JSON.stringify(shadow))
      }),
    shadowAnswers: read,
  }
}

/**
 * The same answers, newest first, read from a ledger's file while a station may work with it; none where there is no ledger
 * yet, or one without such answers. Faults as of openLedger.
 */
export function readShadowAnswers(file: string, limit: number): readonly ShadowAnswers[] {
  if (!existsSync(file)) return []
  try {
    const db = new Sqlite(file, { readonly: true })
    try {
      return versionOf(db) < sinceSchema ? [] : reader(db)(limit)
    } finally {
      db.close()
    }
  } catch (thrown) {
    throw sqliteFault(thrown, ledgerKind(file))
  }
}

function reader(db: Database): (limit: number) => readonly ShadowAnswers[] {
  const newest = db.prepare<[number], Row>(
    `SELECT s.inspection, s.active, s.shadow FROM inspections i JOIN shadow_answers s
     ON s.n = (SELECT max(n) FROM shadow_answers WHERE inspection = i.id)
     ORDER BY i.n DESC LIMIT ?`,
  )
  return (limit) =>
    newest.all(limit).map(({ inspection, active, shadow }) => ({
      inspection,
      active: JSON.parse(active) as Inference,
      shadow: JSON.parse(shadow) as Inference,
    }))
}
