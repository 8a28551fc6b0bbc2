/** What an item is, for checklists, rubrics and recovery rates. */
export const categories = [
  'apparel',
  'footwear',
  'small_electronics',
  'housewares',
  'packaged_goods',
  'toys',
  'other',
] as const
export type Category = (typeof categories)[number]

/** An amount in the currency's minor unit (cents), never a fraction of it. */
export interface Money {
  readonly minor: number
  /** ISO 4217, for example EUR. */
  readonly currency: string
}

/** Hard facts about a SKU that rules ask for. */
export const skuFlags = ['hygiene', 'recalled', 'hazmat', 'vendor_return', 'serialised'] as const
export type SkuFlag = (typeof skuFlags)[number]

/** One stock-keeping unit, as central knows it. */
export interface Sku {
  readonly sku: string
  readonly title: string
  readonly category: Category
  /** GTIN-14, zero-padded digits; absent where the SKU has none. */
  readonly gtin?: string
  readonly price: Money
  readonly weightGrams?: number
  readonly vendor?: string
  readonly flags: readonly SkuFlag[]
}

/** One line of an expected return. Holds no personal data: references only. */
export interface ExpectedLine {
  /** Unique over all returns. */
  readonly line: string
  readonly rma: string
  readonly order?: string
  /** Carrier tracking number of the parcel. */
  readonly tracking?: string
  /** Licence plate already on the parcel or item. */
  readonly plate?: string
  readonly sku: string
  readonly quantity: number
  /** The shopper's return reason, as the shop's code. */
  readonly reason?: string
  readonly serial?: string
}
