import type { Catalogue, CatalogueBatch } from '../../sync/catalogue/port.ts'
import type { Category, ExpectedLine, Sku } from '../kernel/item.ts'
import demoReturns from './demo-returns.json' with { type: 'json' }

const { lines, skus } = demoReturns as { lines: ExpectedLine[]; skus: Sku[] }

/** Fills an empty catalogue with demonstration returns; central's own data comes on top, from cursor 0. */
export function seedDemo(catalogue: Catalogue): void {
  if (catalogue.count().skus === 0) catalogue.apply(demoReturns as CatalogueBatch)
}

/**
 * Codes of the demonstration items, one after the other, for ever: the return's number where a parcel holds several
 * items, so that picking one is seen too, else the GTIN on the item as a scanner reads it.
 */
export function demoCodes(): () => string {
  let next = 0
  return () => {
    const line = lines[next % lines.length]
    next += 1
    if (!line) return ''
    const several = lines.filter((each) => each.rma === line.rma).length > 1
    const sku = skus.find((each) => each.sku === line.sku)
    return several ? line.rma : (sku?.gtin?.replace(/^0/, '') ?? line.rma)
  }
}

/** What a simulated camera draws for a category; absent lets the drawing choose. */
export const kindOf: Partial<
  Record<Category, 'shirt' | 'shoe' | 'box' | 'bottle' | 'phone' | 'mug' | 'toy'>
> = {
  apparel: 'shirt',
  footwear: 'shoe',
  small_electronics: 'phone',
  housewares: 'mug',
  packaged_goods: 'box',
  toys: 'toy',
}
