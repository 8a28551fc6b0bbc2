import type { Sku } from '../../main/kernel/item.ts'
import type { Database } from '../sqlite/database.ts'

/** Stock-keeping units by code and by GTIN. */
export function skuBook(db: Database) {
  const save = db.prepare<[string, string | null, string, string]>(`
    INSERT INTO skus (sku, gtin, title, data) VALUES (?, ?, ?, ?)
    ON CONFLICT (sku) DO UPDATE SET gtin = excluded.gtin, title = excluded.title, data = excluded.data
    WHERE data <> excluded.data`)
  const drop = db.prepare<[string]>('DELETE FROM skus WHERE sku = ?')
  const bySku = db.prepare<[string], string>('SELECT data FROM skus WHERE sku = ?').pluck()
  // Two SKUs with one GTIN are a mistake upstream: the same one is answered every time.
  const byGtin = db
    .prepare<[string], string>('SELECT data FROM skus WHERE gtin = ? ORDER BY n LIMIT 1')
    .pluck()
  return {
    save: (sku: Sku) => void save.run(sku.sku, sku.gtin ?? null, sku.title, JSON.stringify(sku)),
    remove: (sku: string) => void drop.run(sku),
    bySku: (sku: string): Sku | undefined => skuOf(bySku.get(sku)),
    byGtin: (gtin: string): Sku | undefined => skuOf(byGtin.get(gtin)),
  }
}

/** A stored SKU out of its JSON. */
export function skuOf(json: string): Sku
export function skuOf(json: string | undefined): Sku | undefined
export function skuOf(json: string | undefined): Sku | undefined {
  return json === undefined ? undefined : (JSON.parse(json) as Sku)
}
