import type { InspectionRecord } from '../../main/inspection/record.ts'
import type { LedgerContext } from './context.ts'
import { keysOf } from './keys.ts'

/** Where a row stands: its number, and the seq of its event. */
export interface Receipt {
  readonly n: number
  readonly seq: number
}

/** Recorded inspections, numbered in the order they came. */
export function inspections({ db, hook }: LedgerContext) {
  const insert = db.prepare<[string, number, string]>(
    'INSERT INTO inspections (id, seq, record) VALUES (?, ?, ?)',
  )
  const standing = db.prepare(
    'INSERT INTO standings (n, at, grade, disposition, held, open) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const key = db.prepare<[string, number]>('INSERT INTO inspection_keys (key, n) VALUES (?, ?)')
  const name = db.prepare<[string]>('INSERT OR IGNORE INTO evidence_names (sha256) VALUES (?)')
  const named = db.prepare<[string], number>('SELECT 1 FROM evidence_names WHERE sha256 = ?').pluck()
  const rest = db.prepare<[string, number]>('INSERT OR IGNORE INTO evidence_of (sha256, n) VALUES (?, ?)')
  const needed = db
    .prepare<[string, number], number>(`
      SELECT 1 FROM evidence_of e JOIN inspections i ON i.n = e.n JOIN standings s ON s.n = e.n
      WHERE e.sha256 = ? AND (s.open = 1 OR s.at >= ? OR i.seq > (SELECT acknowledged FROM uplink)) LIMIT 1`)
    .pluck()
  const receipt = db.prepare<[string], Receipt>('SELECT n, seq FROM inspections WHERE id = ?')
  const open = db.prepare<[number], number>('SELECT open FROM standings WHERE n = ?').pluck()
  const plate = db
    .prepare<[string], string>("SELECT record ->> '$.plate' FROM inspections WHERE id = ?")
    .pluck()
  const record = db.prepare<[number], string>('SELECT record FROM inspections WHERE n = ?').pluck()
  return {
    /** Adds a record within the present transaction and gives its number; `json` is the record's text. */
    add(added: InspectionRecord, json: string, seq: number): number {
      hook('ledger:inspection')
      const n = Number(insert.run(added.id, seq, json).lastInsertRowid)
      const { at, grade, disposition, held } = added.decision
      standing.run(n, at, grade, disposition, Number(held), Number(held))
      for (const text of keysOf(added)) key.run(text, n)
      for (const { sha256 } of added.shots) {
        name.run(sha256)
        rest.run(sha256, n)
      }
      return n
    },
    open: (n: number): boolean => open.get(n) === 1,
    plateOf: (id: string): string => plate.get(id) ?? '',
    receiptOf: (id: string): Receipt | undefined => receipt.get(id),
    read: (n: number): InspectionRecord => JSON.parse(record.get(n) ?? 'null') as InspectionRecord,
    evidenceSpent: (sha256: string, before: number): boolean =>
      named.get(sha256) === 1 && needed.get(sha256, before) !== 1,
    namesEvidence: (sha256: string): boolean => named.get(sha256) === 1,
  }
}
