import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CataloguePage } from '../../../sync/wire/answers.ts'
import { lineOf, skuOf } from '../../rigs/skus.ts'
import { type CentralRig, centralRig, type RigStation } from '../../unit/central/central-rig.ts'

let central: CentralRig
let station: RigStation
beforeAll(async () => {
  central = await centralRig()
  station = await central.enrol('reader')
})
afterAll(() => central.close())

async function page(since: number, limit = 1_000): Promise<CataloguePage> {
  return (await central.inject(station.signed('GET', `/v1/catalogue?since=${since}&limit=${limit}`))).json
}

/** What a station holds after pulling every page from `since` on. */
async function pulled(since = 0, limit = 7): Promise<{ keys: string[]; cursor: number }> {
  const held = new Set<string>()
  for (let cursor = since; ; ) {
    const { more, ...batch } = await page(cursor, limit)
    for (const { sku } of batch.skus) held.add(sku)
    for (const { line } of batch.lines) held.add(line)
    for (const key of [...batch.removedSkus, ...batch.removedLines]) held.delete(key)
    cursor = batch.cursor
    if (!more) return { keys: [...held].sort(), cursor }
  }
}

describe('the catalogue', () => {
  const skus = Array.from({ length: 8 }, (_, index) => skuOf(index + 1))
  const lines = Array.from({ length: 8 }, (_, index) => lineOf(index + 1))

  it('[CE23] imported as JSON reaches stations whole, page by page, whatever the page size', async () => {
    const answer = await central.admin('POST', '/v1/catalogue', { skus, lines })
    expect(answer).toMatchObject({
      status: 200,
      json: { skus: 8, lines: 8, removed: 0, changed: 16 },
    })
    const all = [...skus.map(({ sku }) => sku), ...lines.map(({ line }) => line)].sort()
    for (const limit of [1, 7, 16, 5_000]) expect((await pulled(0, limit)).keys).toEqual(all)
    expect((await page(0)).skus).toEqual(skus)
    expect((await page(0)).lines).toEqual(lines)
  })

  it('[CE24] imported again changes nothing; what differs, and only that, is sent again', async () => {
    const { cursor } = await pulled()
    expect((await central.admin('POST', '/v1/catalogue', { skus, lines })).json.changed).toBe(0)
    expect(await page(cursor)).toMatchObject({ skus: [], lines: [], more: false })
    const dearer = { ...skus[3]!, price: { minor: 1, currency: 'EUR' } }
    await central.admin('POST', '/v1/catalogue', { skus: [...skus.slice(0, 3), dearer, dearer] })
    expect((await page(cursor)).skus).toEqual([dearer])
  })

  it('[CE25] what is removed, by list or one by one, is told to stations, also to those that come late', async () => {
    const { cursor } = await pulled()
    await central.admin('POST', '/v1/catalogue', { removedSkus: [skus[0]!.sku, 'never-there'] })
    expect((await central.admin('DELETE', `/v1/catalogue/lines/${lines[0]!.line}`)).status).toBe(204)
    expect((await central.admin('DELETE', `/v1/catalogue/lines/${lines[0]!.line}`)).status).toBe(404)
    expect(await page(cursor)).toMatchObject({ removedSkus: [skus[0]!.sku], removedLines: [lines[0]!.line] })
    expect((await pulled()).keys).toHaveLength(14)
    await central.admin('POST', '/v1/catalogue', { skus: [skus[0]!] })
    expect((await pulled()).keys).toHaveLength(15)
  })

  it('[CE26] a central made anew counts on from above every cursor of the old one; one it never reached is refused', async () => {
    const { cursor } = await pulled()
    const young = await centralRig()
    try {
      const other = await young.enrol('reader')
      const ask = (since: number) => young.inject(other.signed('GET', `/v1/catalogue?since=${since}`))
      await young.admin('POST', '/v1/catalogue', { skus: skus.slice(0, 3) })
      expect((await ask(cursor)).json.skus).toHaveLength(3)
      expect(await ask(9_000_000_000_000_000)).toMatchObject({
        status: 400,
        json: { error: { code: 'BAD_INPUT' } },
      })
    } finally {
      await young.close()
    }
  })

  it('[CE27] either kind of CSV is known by its header, and taken over as JSON would be', async () => {
    const skuCsv =
      'sku,title,category,gtin,price,currency,weight_grams,vendor,flags\n' +
      'CSV-1,"Mug, blue",housewares,4006381333931,19.90,EUR,300,V1,hygiene;hazmat\n' +
      'CSV-2,=HYPERLINK(1),toys,,1990,JPY,,,\n'
    expect((await central.admin('POST', '/v1/catalogue', skuCsv)).json).toMatchObject({ skus: 2, changed: 2 })
    const lineCsv =
      'line,rma,order,tracking,plate,sku,quantity,reason,serial\nCL-1,R-1,,1Z1,,CSV-1,2,damaged,\n'
    const { cursor } = (await central.admin('POST', '/v1/catalogue', lineCsv)).json
    const last = await page(cursor - 3)
    expect(last.skus[0]).toEqual({
      ...{ sku: 'CSV-1', title: 'Mug, blue', category: 'housewares', gtin: '04006381333931' },
      ...{
        price: { minor: 1990, currency: 'EUR' },
        weightGrams: 300,
        vendor: 'V1',
        flags: ['hygiene', 'hazmat'],
      },
    })
    expect(last.skus[1]?.price).toEqual({ minor: 1990, currency: 'JPY' })
    expect(last.lines).toEqual([
      { line: 'CL-1', rma: 'R-1', tracking: '1Z1', sku: 'CSV-1', quantity: 2, reason: 'damaged' },
    ])
  })

  it('[CE28] an import with a mistake is refused whole; row, column, what was found and what is allowed are named', async () => {
    const { cursor } = await pulled()
    const bad = 'sku,title,category,price,currency\nGOOD,Fine,toys,1.00,EUR\nBAD,Worse,weapons,1.999,EUR\n'
    const answer = await central.admin('POST', '/v1/catalogue', bad)
    expect(answer).toMatchObject({ status: 400, json: { error: { code: 'CATALOGUE_BAD_BATCH' } } })
    expect(answer.json.error.detail).toMatch(
      /row 3, column category: found "weapons", allowed is one of apparel/,
    )
    expect(answer.json.error.detail).toMatch(/row 3, column price: found "1\.999"/)
    const json = await central.admin('POST', '/v1/catalogue', { skus: [skus[0]!, { sku: '' }], line: [] })
    expect(json).toMatchObject({ status: 400, json: { error: { code: 'CATALOGUE_BAD_BATCH' } } })
    expect(json.json.error.detail).toMatch(/body\.skus\.1\.sku/)
    expect((await page(cursor)).cursor).toBe(cursor)
  })
})
