import type { Catalogue, CatalogueBatch } from '../../sync/catalogue/port.ts'
import type { Category, ExpectedLine, Sku } from '../kernel/item.ts'
import demoReturns from './demo-returns.json' with { type: 'json' }

/** What the simulated cameras are to show for an item. */
export interface DemoSubject {
  readonly category: Category
  readonly seed: number
  /** Every third item comes back damaged, so that both ways of the flow are seen. */
  readonly damaged: boolean
}

/** Fills an empty catalogue with demonstration returns; central's own data comes on top, from cursor 0. */
export function seedDemo(catalogue: Catalogue): void {
  if (catalogue.count().skus === 0) catalogue.apply(demoReturns as CatalogueBatch)
}

/** Gives the demonstration items one after the other, for ever: the code on the item and what it looks like. */
export function demoItems(seed: number): () => { readonly code: string; readonly subject: DemoSubject } {
  const { lines, skus } = demoReturns as { lines: ExpectedLine[]; skus: Sku[] }
  let next = 0
  return () => {
    const line = lines[next % lines.length]
    const sku = skus.find((each) => each.sku === line?.sku)
    next += 1
    const code = sku?.gtin?.replace(/^0/, '') ?? line?.rma ?? ''
    return {
      code,
      subject: { category: sku?.category ?? 'other', seed: seed * 1000 + next, damaged: next % 3 === 0 },
    }
  }
}
