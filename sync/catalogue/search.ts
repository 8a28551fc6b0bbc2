import type { Sku } from '../../main/kernel/item.ts'
import type { Database } from '../sqlite/database.ts'
import { skuOf } from './skus.ts'

/** SKUs in whose code or title every word typed begins a word; upper and lower case and accents are the same. */
export function skuSearch(db: Database): (words: string, limit: number) => readonly Sku[] {
  const matching = db
    .prepare<[string, number], string>(`
      SELECT s.data FROM sku_words w JOIN skus s ON s.n = w.rowid
      WHERE sku_words MATCH ? ORDER BY w.rowid LIMIT ?`)
    .pluck()
  return (words, limit) => {
    const query = queryOf(words)
    return query === '' ? [] : matching.all(query, limit).map((json) => skuOf(json))
  }
}

/** Words as FTS5 takes them apart (letters, digits, marks), each quoted, so that nothing typed is read as an operator. */
function queryOf(words: string): string {
  const found = words.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  return found.map((word) => `"${word}"*`).join(' ')
}
