import type { ExpectedLine } from '../../main/kernel/item.ts'
import type { Database } from '../sqlite/database.ts'
import { referencesOf, referenceText } from './references.ts'

/** More lines than one return has; a reference shared by more is no help to an operator. */
const mostLines = 200

/** Expected return lines. */
export function lineBook(db: Database) {
  const data = db.prepare<[string], string>('SELECT data FROM lines WHERE line = ?').pluck()
  const save = db.prepare<[string, string]>('INSERT INTO lines (line, data) VALUES (?, ?)')
  const drop = db.prepare<[string]>('DELETE FROM lines WHERE line = ?')
  const refer = db.prepare<[string, string]>('INSERT INTO line_references (reference, line) VALUES (?, ?)')
  const forget = db.prepare<[string, string]>('DELETE FROM line_references WHERE reference = ? AND line = ?')
  const found = db
    .prepare<[string], string>(`
      SELECT l.data FROM line_references r JOIN lines l ON l.line = r.line
      WHERE r.reference = ? ORDER BY r.line LIMIT ${mostLines}`)
    .pluck()
  const ofSku = db
    .prepare<[string], string>(
      `SELECT data FROM lines WHERE data ->> '$.sku' = ? ORDER BY line LIMIT ${mostLines}`,
    )
    .pluck()
  const remove = (line: string) => {
    const old = data.get(line)
    if (old === undefined) return
    for (const reference of referencesOf(lineOf(old))) forget.run(reference, line)
    drop.run(line)
  }
  return {
    remove,
    save(line: ExpectedLine): void {
      const json = JSON.stringify(line)
      if (data.get(line.line) === json) return
      remove(line.line)
      save.run(line.line, json)
      for (const reference of referencesOf(line)) refer.run(reference, line.line)
    },
    byReference: (reference: string): readonly ExpectedLine[] =>
      found.all(referenceText(reference)).map(lineOf),
    bySku: (sku: string): readonly ExpectedLine[] => ofSku.all(sku).map(lineOf),
  }
}

function lineOf(json: string): ExpectedLine {
  return JSON.parse(json) as ExpectedLine
}
