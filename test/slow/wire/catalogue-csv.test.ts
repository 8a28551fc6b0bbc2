import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ExpectedLine, Sku } from '../../../main/kernel/item.ts'
import { decimalText, minorUnits } from '../../../sync/wire/amount.ts'
import { catalogueCsv, parseCatalogueCsv } from '../../../sync/wire/catalogue-csv.ts'
import { lineOf, skuOf } from '../../rigs/skus.ts'

function skuCells({ price, weightGrams, flags, ...sku }: Sku): Record<string, string> {
  const amount = { price: decimalText(price.minor, price.currency), currency: price.currency }
  return { ...sku, ...amount, weight_grams: String(weightGrams ?? ''), flags: flags.join(';') }
}

const csvOf = (rows: readonly object[], columns: readonly string[]) =>
  stringify(rows as object[], { header: true, columns: [...columns] })

describe('catalogue CSV', () => {
  it('[WI14] SKUs and lines are read back as they were written, commas, quotes and letters of all kinds included', () => {
    const skus: Sku[] = [
      ...Array.from({ length: 50 }, (_, index) => skuOf(index + 1)),
      { ...skuOf(51), title: 'Mug, "blue", écru 茶碗', price: { minor: 1_990, currency: 'JPY' } },
      { ...skuOf(52), price: { minor: 5, currency: 'KWD' } },
    ]
    expect(parseCatalogueCsv(csvOf(skus.map(skuCells), catalogueCsv.skus.all))).toEqual({
      kind: 'skus',
      skus,
    })
    const lines: ExpectedLine[] = Array.from({ length: 50 }, (_, index) => lineOf(index + 1))
    expect(parseCatalogueCsv(`\ufeff${csvOf(lines, catalogueCsv.lines.all)}`)).toEqual({
      kind: 'lines',
      lines,
    })
  })

  it('[WI14] every mistake is told by its row and column, at most twenty of them, and nothing is taken over', () => {
    const problem = (text: string) => {
      const read = parseCatalogueCsv(text)
      return read.kind === 'problems' ? read.problems[0] : undefined
    }
    const header = 'sku,title,category,price,currency'
    expect(problem(`${header}\nA,B,toys,1.00,EUR\nA,B,arms,1.00,EUR\n`)).toMatchObject({
      ...{ row: 3, column: 'category', found: 'arms' },
      allowed: expect.stringContaining('apparel'),
    })
    expect(problem(`${header}\nA,B,toys,"1,00",EUR\n`)).toMatchObject({
      row: 2,
      column: 'price',
      found: '1,00',
    })
    expect(problem('sku,title\nA,B\n')).toMatchObject({ row: 1, column: 'category', found: 'no such column' })
    expect(problem(`${header},flag\nA,B,toys,1,EUR,recalled\n`)).toMatchObject({ column: 'flag' })
    expect(problem(`${header}\nA,B\n`)).toMatchObject({ allowed: 'as many cells as the header' })
    const many = parseCatalogueCsv(`${header}\n${'A,B,arms,1.00,EUR\n'.repeat(100)}`)
    expect(many).toMatchObject({ kind: 'problems', problems: { length: 20 } })
  })

  it('[WI14] no text makes it throw', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseCatalogueCsv(text)))
  })
})

describe('amounts', () => {
  it('[WI15] are exact in the decimals of their currency', () => {
    const amount = fc.integer({ min: 0, max: 9_999_999_999 })
    fc.assert(
      fc.property(amount, fc.constantFrom('EUR', 'JPY', 'KWD'), (minor, currency) => {
        expect(minorUnits(decimalText(minor, currency), currency)).toBe(minor)
      }),
    )
    expect(['EUR', 'JPY', 'KWD'].map((currency) => decimalText(-1_990, currency))).toEqual([
      '-19.90',
      '-1990',
      '-1.990',
    ])
  })

  it('[WI15] what is none is none, never nearly one', () => {
    for (const text of ['', '1.999', '1,00', '-1', '1e3', '1.', '.5', ' 1', '0x1', '12345678901'])
      expect(minorUnits(text, 'EUR')).toBeNaN()
    expect(minorUnits('1.5', 'JPY')).toBeNaN()
  })
})
