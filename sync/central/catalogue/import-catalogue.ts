import { sql, type Transaction } from 'kysely'
import type { CatalogueImport } from '../../wire/answers.ts'
import type { CentralDatabase } from '../database/open-database.ts'
import type { Tables } from '../database/tables.ts'

/** Rows per statement: 3 parameters each, far below PostgreSQL's 65,535. */
const rowsPerStatement = 2_000

type CatalogueTable = 'catalogue_sku' | 'catalogue_line'

/** What an import did: rows that are new, different or removed, and the cursor stations will reach. */
export interface Imported {
  readonly changed: number
  readonly cursor: number
}

/**
 * Takes over SKUs and lines, and removals, in one transaction. Each row that changes gets a new, higher cursor, so
 * that stations are sent it; importing the same again changes nothing.
 */
export function importCatalogue(batch: CatalogueImport, db: CentralDatabase): Promise<Imported> {
  return db.transaction().execute(async (tx) => {
    // The lock makes imports queue: their cursors become visible in growing order.
    const { value } = await tx
      .selectFrom('catalogue_cursor')
      .select('value')
      .forUpdate()
      .executeTakeFirstOrThrow()
    const writer = new CursorWriter(tx, value)
    await writer.put(
      'catalogue_sku',
      batch.skus.map((sku) => [sku.sku, sku]),
    )
    await writer.put(
      'catalogue_line',
      batch.lines.map((line) => [line.line, line]),
    )
    await writer.remove('catalogue_line', batch.removedLines)
    await writer.remove('catalogue_sku', batch.removedSkus)
    await tx.updateTable('catalogue_cursor').set({ value: writer.cursor }).execute()
    return { changed: writer.changed, cursor: writer.cursor }
  })
}

/** Writes rows with ever higher cursors. */
class CursorWriter {
  readonly #tx: Transaction<Tables>
  cursor: number
  changed = 0

  constructor(tx: Transaction<Tables>, cursor: number) {
    this.#tx = tx
    this.cursor = cursor
  }

  async put(table: CatalogueTable, entries: readonly (readonly [string, object])[]): Promise<void> {
    // The last of equal keys counts; one statement may touch a row only once.
    const rows = [...new Map(entries)].map(([key, row]) => ({
      key,
      cursor: ++this.cursor,
      data: JSON.stringify(row),
    }))
    for (let start = 0; start < rows.length; start += rowsPerStatement) {
      const done = await this.#tx
        .insertInto(table)
        .values(rows.slice(start, start + rowsPerStatement))
        .onConflict((conflict) =>
          conflict
            .column('key')
            .doUpdateSet({ cursor: sql`excluded.cursor`, data: sql`excluded.data` })
            .where(sql.ref(`${table}.data`), 'is distinct from', sql.ref('excluded.data')),
        )
        .executeTakeFirst()
      this.changed += Number(done.numInsertedOrUpdatedRows ?? 0n)
    }
  }

  async remove(table: CatalogueTable, keys: readonly string[]): Promise<void> {
    for (const key of new Set(keys)) {
      const done = await this.#tx
        .updateTable(table)
        .set({ cursor: ++this.cursor, data: null })
        .where('key', '=', key)
        .where('data', 'is not', null)
        .executeTakeFirst()
      this.changed += Number(done.numUpdatedRows)
    }
  }
}
