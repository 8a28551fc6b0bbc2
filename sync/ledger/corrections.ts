import type { LedgerContext } from './context.ts'
import type { Receipt } from './inspections.ts'
import type { Correction } from './port.ts'

/** What people said about inspections after they were recorded. */
export function corrections({ db, hook }: LedgerContext) {
  const insert = db.prepare<[string, number, number, string]>(
    'INSERT INTO corrections (id, inspection, seq, correction) VALUES (?, ?, ?, ?)',
  )
  const restate = db.prepare<[string, string, number]>(
    'UPDATE standings SET grade = ?, disposition = ?, open = 0 WHERE n = ?',
  )
  const seq = db.prepare<[string], number>('SELECT seq FROM corrections WHERE id = ?').pluck()
  const of = db
    .prepare<[number], string>('SELECT correction FROM corrections WHERE inspection = ? ORDER BY n')
    .pluck()
  return {
    /** Adds a correction of inspection `n` within the present transaction and gives its number; `json` is its text. */
    add(added: Correction, json: string, { n, seq }: Receipt): number {
      hook('ledger:inspection')
      // Printing a label again says nothing new about the item.
      if (added.kind !== 'reprinted') restate.run(added.grade, added.disposition, n)
      return Number(insert.run(added.id, n, seq, json).lastInsertRowid)
    },
    seqOf: (id: string): number | undefined => seq.get(id),
    /** Oldest first. */
    of: (n: number): readonly Correction[] => of.all(n).map((json) => JSON.parse(json) as Correction),
  }
}
