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
 *  CT3  applying a batch twice changes nothing;
 *  CT4  references are compared upper-case without spaces.
 */
export interface Catalogue {
  skuByGtin(gtin14: string): Sku | undefined
  sku(sku: string): Sku | undefined
  /** Lines whose RMA, tracking number, plate, order or own id is the reference; at most 200. */
  linesByReference(reference: string): readonly ExpectedLine[]
  /** SKUs whose code or title starts with or contains the words typed; at most `limit`. */
  search(words: string, limit: number): readonly Sku[]
  apply(batch: CatalogueBatch): void
  cursor(): number
  count(): { readonly skus: number; readonly lines: number }
  close(): void
}
