import { describe, expect, it } from 'vitest'
import { identify, identifyOnReturn, type Lookup, remainingLines } from '../../../main/inspection/identify.ts'
import type { ExpectedLine, Sku } from '../../../main/kernel/item.ts'
import { lineOf, scanOf, skuOf } from './items.ts'

const shirt = skuOf({ gtin: '04006381333931' })
const mug = skuOf({ sku: 'MUG-1', title: 'Mug', category: 'housewares', gtin: '00036000291452' })
const lines = [
  lineOf({ line: 'l1', tracking: '1Z5R89390357567127', serial: 'S1' }),
  lineOf({ line: 'l2', sku: 'MUG-1', order: 'ORDER-9' }),
  lineOf({ line: 'l3', rma: 'RMA-2', sku: 'GONE', order: 'ORDER-9' }),
]

function lookupOf(skus: readonly Sku[], known: readonly ExpectedLine[]): Lookup {
  return {
    skuByGtin: (gtin) => skus.find((sku) => sku.gtin === gtin),
    sku: (code) => skus.find((sku) => sku.sku === code),
    linesByReference: (reference) =>
      known.filter((line) =>
        [line.rma, line.tracking, line.plate, line.order, line.line].includes(reference),
      ),
    linesBySku: (sku) => known.filter((line) => line.sku === sku),
  }
}
const lookup = lookupOf([shirt, mug], lines)
const keys = (text: string, from = lookup) => identify(scanOf(text), from).candidates.map(({ key }) => key)

describe('what a code could mean', () => {
  it('[ID1] the lines of a return, tracking or order number', () => {
    expect(keys('rma-1001')).toEqual(['line:l1', 'line:l2'])
    expect(keys('1Z5R89390357567127')).toEqual(['line:l1'])
    expect(keys('order-9')).toEqual(['line:l2', 'line:l3'])
  })

  it('[ID1] a shop’s own number wins over what it looks like', () => {
    const odd = lookupOf([shirt], [lineOf({ order: '4006381333931' })])
    expect(keys('4006381333931', odd)).toEqual(['line:line-1'])
    const broken = lookupOf([shirt], [lineOf({ order: '4006381333932' })])
    expect(keys('4006381333932', broken)).toEqual(['line:line-1'])
  })

  it('[ID1] [ID2] the lines that expect an article come before the bare article', () => {
    expect(keys('4006381333931')).toEqual(['line:l1', 'sku:TS-4711-BLU-M'])
    expect(keys('MUG-1')).toEqual(['line:l2', 'sku:MUG-1'])
  })

  it('[ID2] an article nobody announced is known', () => {
    const nothing = lookupOf([shirt, mug], [])
    expect(identify(scanOf('4006381333931'), nothing).candidates).toEqual([
      { key: 'sku:TS-4711-BLU-M', item: { kind: 'known', sku: shirt } },
    ])
    expect(keys('MUG-1', nothing)).toEqual(['sku:MUG-1'])
  })

  it('[ID2] a code nobody knows has no candidates', () => {
    expect(keys('😀')).toEqual([])
    expect(keys('x'.repeat(4096))).toEqual([])
    expect(keys('96385074')).toEqual([])
  })

  it('[ID3] article and serial number inside the code narrow the lines', () => {
    const gs = '\u001d'
    expect(keys(`]C1400RMA-1001${gs}0100036000291452`)).toEqual(['line:l2'])
    const twins = lookupOf(
      [shirt],
      [lineOf({ line: 'a', serial: 'S1' }), lineOf({ line: 'b', serial: 'S2' })],
    )
    expect(keys(`]C1400RMA-1001${gs}010400638133393121S2`, twins)).toEqual(['line:b'])
    expect(keys(`]C1400RMA-1001${gs}010400638133393121S9`, twins)).toEqual(['line:a', 'line:b'])
  })

  it('[ID4] the return is named when there is one', () => {
    expect(identify(scanOf('RMA-1001'), lookup).rma).toBe('RMA-1001')
    expect(identify(scanOf('ORDER-9'), lookup)).not.toHaveProperty('rma')
    expect(identify(scanOf('4006381333931'), lookup)).not.toHaveProperty('rma')
  })

  it('[ID5] a line without its SKU is still expected, without a price', () => {
    const [candidate] = identify(scanOf('RMA-2'), lookup).candidates
    expect(candidate?.item).toMatchObject({
      kind: 'expected',
      sku: { sku: 'GONE', category: 'other', price: { minor: 0, currency: 'XXX' } },
    })
  })

  it('[ID6] an article of an open return is its line, another one is not on it', () => {
    const open = { rma: 'RMA-1001', lines: lines.slice(0, 2) }
    const at = (text: string) => identifyOnReturn(scanOf(text), lookup, open)
    expect(at('4006381333931')).toMatchObject({ rma: 'RMA-1001', candidates: [{ key: 'line:l1' }] })
    expect(at('RMA-2')).toBeUndefined()
    expect(at('RMA-1001')).toBeUndefined()
    const other = identifyOnReturn(scanOf('036000291452'), lookup, {
      rma: 'RMA-1001',
      lines: lines.slice(0, 1),
    })
    expect(other?.candidates[0]?.item).toEqual({ kind: 'not_on_return', rma: 'RMA-1001', sku: mug })
    expect(at('nothing')).toBeUndefined()
  })

  it('[ID7] a line of three is done after three', () => {
    const three = [lineOf({ quantity: 3 }), lineOf({ line: 'other' })]
    expect(remainingLines(three, ['line-1', 'line-1'])[0]?.quantity).toBe(1)
    expect(remainingLines(three, ['line-1', 'line-1', 'line-1']).map(({ line }) => line)).toEqual(['other'])
    expect(remainingLines(three, [])).toEqual(three)
  })
})
