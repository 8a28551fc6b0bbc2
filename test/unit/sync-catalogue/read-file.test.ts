import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCatalogueFile } from '../../../sync/catalogue/read-file.ts'
import { faultOf } from '../../rigs/fault-of.ts'
import { freshFolder } from '../../rigs/fresh-folder.ts'
import { lineOf, skuOf } from '../../rigs/skus.ts'

function fileOf(text: string, name = 'catalogue.csv'): string {
  const path = join(freshFolder(), name)
  writeFileSync(path, text)
  return path
}

const skuHeader = 'sku,title,category,gtin,price,currency,weight_grams,vendor,flags\n'

describe('readCatalogueFile', () => {
  it('reads SKUs and lines from JSON', () => {
    const path = fileOf(JSON.stringify({ skus: [skuOf(1)], lines: [lineOf(1)] }), 'catalogue.json')
    const nothing = { cursor: 0, removedSkus: [], removedLines: [] }
    expect(readCatalogueFile(path)).toEqual({ ...nothing, skus: [skuOf(1)], lines: [lineOf(1)] })
    expect(readCatalogueFile(fileOf('{"lines": []}'))).toEqual({ ...nothing, skus: [], lines: [] })
  })

  it('reads SKUs from CSV, with every column or the needed ones', () => {
    const text = `${skuHeader}A1,"Shirt, red",apparel,4000000000013,19.90,EUR,120,V1,hygiene; recalled\nA2,Train,toys,,5,JPY,,,\n`
    expect(readCatalogueFile(fileOf(`\ufeff${text}`)).skus).toEqual([
      {
        sku: 'A1',
        title: 'Shirt, red',
        category: 'apparel',
        gtin: '04000000000013',
        price: { minor: 1990, currency: 'EUR' },
        weightGrams: 120,
        vendor: 'V1',
        flags: ['hygiene', 'recalled'],
      },
      { sku: 'A2', title: 'Train', category: 'toys', price: { minor: 5, currency: 'JPY' }, flags: [] },
    ])
  })

  it('reads lines from CSV; no quantity is one', () => {
    const text =
      'line,rma,order,tracking,plate,sku,quantity,reason,serial\r\nL1,R1,,,,A1,,,\r\nL2,R1,O1,T1,P1,A2,3,too_small,S1\r\n'
    expect(readCatalogueFile(fileOf(text)).lines).toEqual([
      { line: 'L1', rma: 'R1', sku: 'A1', quantity: 1 },
      {
        line: 'L2',
        rma: 'R1',
        order: 'O1',
        tracking: 'T1',
        plate: 'P1',
        sku: 'A2',
        quantity: 3,
        reason: 'too_small',
        serial: 'S1',
      },
    ])
  })

  it.each([
    [
      'a category',
      'A1,Shirt,shirts,,19.90,EUR,,,',
      /row 2, category: found shirts, allowed is one of apparel/,
    ],
    [
      'a price with too many decimals',
      'A1,Shirt,apparel,,19.901,EUR,,,',
      /row 2, price: found 19\.901, allowed is a decimal/,
    ],
    ['a price in words', 'A1,Shirt,apparel,,cheap,EUR,,,', /row 2, price: found cheap/],
    [
      'a check digit',
      'A1,Shirt,apparel,4000000000014,19.90,EUR,,,',
      /row 2, gtin: found 4000000000014, allowed is a GTIN/,
    ],
    [
      'a flag',
      'A1,Shirt,apparel,,19.90,EUR,,,hygiene;clean',
      /row 2, flags: found hygiene;clean, allowed is hygiene, recalled/,
    ],
    [
      'a weight',
      'A1,Shirt,apparel,,19.90,EUR,1.5,,',
      /row 2, weight_grams: found 1\.5, allowed is whole grams/,
    ],
    ['an empty cell', ',Shirt,apparel,,19.90,EUR,,,', /row 2, sku: found nothing/],
    ['a missing cell', 'A1,Shirt', /row 2, \(whole line\)/],
  ])('[CT7] names %s', async (_what, row, sentence) => {
    const path = fileOf(`${skuHeader}${row}\n`)
    const fault = await faultOf(() => readCatalogueFile(path))
    expect([fault.code, fault.detail]).toEqual(['CATALOGUE_BAD_BATCH', expect.stringMatching(sentence)])
    expect(fault.detail).toContain(path)
  })

  it('[CT7] names the row as an editor counts it, and counts what it does not name', async () => {
    const good = 'A1,Shirt,apparel,,1,EUR,,,\n'
    const bad = 'A1,Shirt,shirts,,1,EUR,,,\n'.repeat(7)
    const { detail } = await faultOf(() => readCatalogueFile(fileOf(`${skuHeader}${good}\n${bad}`)))
    expect(detail).toMatch(/: row 4, category/)
    expect(detail).toMatch(/and 2 more$/)
  })

  it('[CT7] a column it does not know is named, not dropped', async () => {
    const { detail } = await faultOf(() =>
      readCatalogueFile(fileOf('sku,title,category,price,currency,flag\n')),
    )
    expect(detail).toMatch(/row 1, flag: found unknown column, allowed is the columns sku, title/)
  })

  it.each([
    ['{"skus": [{"sku": "A1"}]}', /row 1, skus\.title: found nothing/],
    [
      '{"lines": [{"line":"L1","rma":"R","sku":"A","quantity":1}, {"line":"L2","rma":"R","sku":"A","quantity":0}]}',
      /row 2, lines\.quantity: found 0/,
    ],
    ['{"skus": 7}', /skus: found 7/],
    ['[]', /\(whole file\)/],
    ['{"skus": [', /is not JSON/],
  ])('[CT7] JSON %j', async (text, sentence) => {
    const fault = await faultOf(() => readCatalogueFile(fileOf(text, 'catalogue.json')))
    expect([fault.code, fault.detail]).toEqual(['CATALOGUE_BAD_BATCH', expect.stringMatching(sentence)])
  })

  it('a file that is not there is BAD_INPUT with its path', async () => {
    const path = join(freshFolder(), 'none.csv')
    const fault = await faultOf(() => readCatalogueFile(path))
    expect([fault.code, fault.detail]).toEqual(['BAD_INPUT', expect.stringContaining(path)])
  })

  it('[CT7] an empty or binary file is no catalogue', async () => {
    expect((await faultOf(() => readCatalogueFile(fileOf('')))).code).toBe('CATALOGUE_BAD_BATCH')
    const path = join(freshFolder(), 'photo.csv')
    writeFileSync(
      path,
      Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 34, 10, 34, 1]),
    )
    expect((await faultOf(() => readCatalogueFile(path))).code).toBe('CATALOGUE_BAD_BATCH')
  })
})
