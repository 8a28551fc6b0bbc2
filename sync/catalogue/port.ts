import type { ExpectedLine, Sku } from '../../main/kernel/item.ts'

/** A page of catalogue changes from central; `cursor` is where the next page starts. */
export interface CatalogueBatch {
  readonly cursor: number
  readonly skus: readonly Sku[]
  readonly lines: readonly ExpectedLine[]
  readonly removedSkus: readonly string[]
  readonly removedLines: readonly string[]
}

/**
 * Expected returns and SKUs, read locally. Implementers hold to these rules (test/contract/catalogue.ts):
 *  CT1  look-ups are synchronous, exact, and use an index (EXPLAIN says so) at a million rows;
 *  CT2  apply() is one transaction: a batch is there with its cursor, or not at all;
 *  CT3  applying a batch twice changes nothing; nor does one from before the cursor: it would undo what came since;
 *  CT4  references are compared upper-case without spaces;
 *  CT5  a damaged catalogue is set aside at open and an empty one takes its place, cursor 0, so that central sends all again;
 *  CT6  search() takes any text: every word typed has to begin a word of the code or title, in any case, accents or not;
 *  CT7  a file with a bad row is CATALOGUE_BAD_BATCH naming file, row and column; nothing of it is taken (read-file.ts).
 */
export interface Catalogue {
  skuByGtin(gtin14: string): Sku | undefined
  sku(sku: string): Sku | undefined
  /** Lines whose RMA, tracking number, plate, order or own id is the reference; at most 200. */
  linesByReference(reference: string): readonly ExpectedLine[]
  /** Lines that expect a unit of this SKU, in the order of their ids; at most 200. */
  linesBySku(sku: string): readonly ExpectedLine[]
  /** SKUs in whose code or title every word typed begins a word; at most `limit`. */
  search(words: string, limit: number): readonly Sku[]
  apply(batch: CatalogueBatch): void
  cursor(): number
  count(): { readonly skus: number; readonly lines: number }
  close(): void
}
