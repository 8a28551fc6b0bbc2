import { existsSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import type { InspectionRecord } from '../../main/inspection/record.ts'
import type { ItemFeatures } from '../../main/kernel/learnt.ts'
import type { Database } from '../sqlite/database.ts'
import { sqliteFault } from '../sqlite/faults.ts'
import { versionOf } from '../sqlite/migrate.ts'
import type { LedgerParts } from './parts.ts'
import type { ConfirmedSource, Correction, Ledger } from './port.ts'
import { ledgerKind } from './schema.ts'

interface Row {
  readonly record: string
  readonly correction: string
  readonly vector: Uint8Array
}

/** The schema that first had features. */
const sinceSchema = 3

type Reading = Pick<Ledger, 'confirmedFeatures' | 'confirmedSources'>

/** Features of items, and those whose grade a supervisor confirmed or changed. */
export function featuresBook({ db, write }: LedgerParts): Reading & Pick<Ledger, 'keepFeatures'> {
  const insert = db.prepare<[string, string, string, Uint8Array]>(
    'INSERT INTO item_features (inspection, pack, layout, vector) VALUES (?, ?, ?, ?)',
  )
  return {
    ...reader(db),
    keepFeatures: (inspection, { pack, layout, values }) =>
      write(() => {
        insert.run(inspection, pack, layout, bytesOf(values))
      }),
  }
}

/**
 * The same, read from a ledger's file while a station may work with it; nothing where there is no ledger yet, or one without
 * features. Faults as of openLedger.
 */
export function readFeatures<T>(file: string, work: (read: Reading) => T): T {
  const none: Reading = { confirmedFeatures: () => [], confirmedSources: () => [] }
  if (!existsSync(file)) return work(none)
  try {
    const db = new Sqlite(file, { readonly: true })
    try {
      return work(versionOf(db) < sinceSchema ? none : reader(db))
    } finally {
      db.close()
    }
  } catch (thrown) {
    throw sqliteFault(thrown, ledgerKind(file))
  }
}

// the last word on an inspection counts, and of its features the last ones kept
const lastWords = `inspections i
  JOIN corrections c ON c.n = (SELECT max(n) FROM corrections WHERE inspection = i.n
    AND correction ->> '$.kind' <> 'reprinted')
  JOIN item_features f ON f.n = (SELECT max(n) FROM item_features WHERE inspection = i.id)`

function reader(db: Database): Reading {
  const confirmed = db.prepare<[string, string], Row>(
    `SELECT i.record, c.correction, f.vector FROM ${lastWords}
     WHERE f.pack = ? AND f.layout = ? ORDER BY i.n`,
  )
  const sources = db.prepare<[], ConfirmedSource>(
    `SELECT f.pack, f.layout, s.at, s.grade FROM ${lastWords} JOIN standings s ON s.n = i.n
     WHERE s.grade <> 'U' AND c.correction ->> '$.kind' <> 'voided' ORDER BY i.n`,
  )
  return {
    confirmedSources: () => sources.all(),
    confirmedFeatures: (pack, layout) =>
      confirmed.all(pack, layout).flatMap(({ record, correction, vector }) => {
        const { kind, grade } = JSON.parse(correction) as Correction
        if (kind === 'voided' || grade === 'U') return []
        return [{ record: JSON.parse(record) as InspectionRecord, grade, values: floatsOf(vector) }]
      }),
  }
}

function bytesOf(values: ItemFeatures['values']): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4))
  for (const [i, value] of values.entries()) view.setFloat32(i * 4, value, true)
  return new Uint8Array(view.buffer)
}

function floatsOf(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Float32Array.from({ length: bytes.byteLength / 4 }, (_, i) => view.getFloat32(i * 4, true))
}
