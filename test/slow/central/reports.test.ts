import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InspectionRecord } from '../../../main/inspection/record.ts'
import type { Money } from '../../../main/kernel/item.ts'
import { plainText } from '../../../sync/central/reports/disposition-csv.ts'
import {
  type Dimension,
  type DispositionRow,
  dimensionNames,
} from '../../../sync/central/reports/dispositions.ts'
import { conditionOf } from '../../../sync/central/reports/filter.ts'
import { correctionOf, recordOf } from '../../rigs/records.ts'
import { skuOf } from '../../rigs/skus.ts'
import {
  type Answer,
  type CentralRig,
  centralRig,
  correctedEvent,
  envelopes,
  type RigStation,
  recordedEvent,
} from '../../unit/central/central-rig.ts'

const count = 240
const dayMs = 86_400_000

/** Record `seed` on one of six days, of one of ten SKUs (some in yen, one titled like a formula) or of none. */
function recordOn(seed: number): InspectionRecord {
  const record = recordOf(seed)
  const at = record.decision.at + (seed % 6) * dayMs
  const currency = seed % 10 === 3 ? 'JPY' : 'EUR'
  const title = seed % 10 === 4 ? '=1+1' : skuOf(seed % 10).title
  const sku = { ...skuOf(seed % 10), title, price: { minor: 1_000 + (seed % 10), currency } }
  const alternatives = record.proposal.alternatives.map((each) => ({
    ...each,
    expected: { minor: seed, currency },
  }))
  return {
    ...record,
    item: seed % 7 === 0 ? { kind: 'unlisted', category: 'toys' } : { kind: 'known', sku },
    proposal: { ...record.proposal, alternatives },
    decision: { ...record.decision, at },
  }
}

let central: CentralRig
let stations: readonly RigStation[]
const records = Array.from({ length: count }, (_, index) => recordOn(index + 1))
const overridden = new Set(records.filter((_, index) => index % 11 === 0).map(({ id }) => id))
const stationOf = (record: InspectionRecord) => records.indexOf(record) % 2

beforeAll(async () => {
  central = await centralRig()
  stations = [await central.enrol('North', 'Dock N'), await central.enrol('South', 'Dock S')]
  for (const [place, station] of stations.entries()) {
    const own = records.filter((record) => stationOf(record) === place)
    const events = own.map((record, index) => recordedEvent(index + 1, record))
    const corrections = own
      .filter(({ id }) => overridden.has(id))
      .map((record, index) => correctedEvent(events.length + index + 1, correctionOf(record)))
    expect((await station.send(envelopes(station.id, [...events, ...corrections]))).status).toBe(200)
  }
})
afterAll(() => central.close())

const get = (url: string): Promise<Answer> => central.inject({ method: 'GET', url })
const report = async (query: string) => (await get(`/v1/reports/dispositions?${query}`)).json

/** What a line of the report is broken down by, reckoned from the record by hand. */
function facts(record: InspectionRecord): Record<Dimension, string> & { price?: Money } {
  const sku = record.item.kind === 'known' ? record.item.sku : undefined
  const changed = overridden.has(record.id)
  return {
    day: new Date(record.decision.at).toISOString().slice(0, 10),
    site: ['Dock N', 'Dock S'][stationOf(record)]!,
    station: stations[stationOf(record)]!.id,
    sku: sku?.sku ?? '',
    category: sku?.category ?? 'toys',
    grade: changed ? 'D' : record.decision.grade,
    disposition: changed ? 'liquidate' : record.decision.disposition,
    ...(sku ? { price: sku.price } : {}),
  }
}

/** The report as a few lines of plain code would make it: `key` to items, value and expected recovery. */
function reckoned(
  group: readonly Dimension[],
  keep: (record: InspectionRecord) => boolean,
): Map<string, number[]> {
  const lines = new Map<string, number[]>()
  for (const record of records.filter(keep)) {
    const about = facts(record)
    const key = [...group.map((name) => about[name]), about.price?.currency ?? ''].join('|')
    const [items = 0, value = 0, expected = 0] = lines.get(key) ?? []
    const seed = records.indexOf(record) + 1
    lines.set(key, [items + 1, value + (about.price?.minor ?? 0), expected + (about.price ? seed : 0)])
  }
  return lines
}

function asMap(rows: readonly DispositionRow[], group: readonly Dimension[]): Map<string, number[]> {
  return new Map(
    rows.map((row) => [
      [...group.map((name) => row[name]), row.value?.currency ?? ''].join('|'),
      [row.items, row.value?.minor ?? 0, row.expected?.minor ?? 0],
    ]),
  )
}

describe('the disposition report', () => {
  it('[CE29] says of every grouping what plain reckoning over the records says', async () => {
    const groups: Dimension[][] = [
      [],
      ['day'],
      ['disposition', 'grade'],
      ['station', 'sku'],
      ['site', 'category', 'day'],
      [...dimensionNames],
    ]
    for (const group of groups) {
      const { rows, totals, truncated } = await report(`group=${group.join(',')}&limit=100000`)
      expect(asMap(rows, group)).toEqual(reckoned(group, () => true))
      expect(truncated).toBe(false)
      expect(totals).toMatchObject({ items: count, corrected: overridden.size })
    }
  })

  it('[CE29] says of every filter what plain reckoning over the records says', async () => {
    const day = (n: number) => new Date(Date.UTC(2026, 0, n)).toISOString().slice(0, 10)
    const cases: [string, (record: InspectionRecord) => boolean][] = [
      [`from=${day(2)}&to=${day(3)}`, (record) => [day(2), day(3)].includes(facts(record).day)],
      ['site=Dock%20N', (record) => facts(record).site === 'Dock N'],
      [`station=${stations[1]!.id}`, (record) => stationOf(record) === 1],
      [
        `sku=${skuOf(4).sku},${skuOf(5).sku}`,
        (record) => [skuOf(4).sku, skuOf(5).sku].includes(facts(record).sku),
      ],
      ['grade=A&grade=D', (record) => ['A', 'D'].includes(facts(record).grade)],
      [
        'disposition=liquidate&category=toys',
        (record) => facts(record).disposition === 'liquidate' && facts(record).category === 'toys',
      ],
    ]
    for (const [query, keep] of cases) {
      const expected = reckoned(['day', 'sku'], keep)
      expect(expected.size).toBeGreaterThan(0)
      expect(asMap((await report(`group=day,sku&${query}`)).rows, ['day', 'sku'])).toEqual(expected)
    }
  })

  it('[CE30] never adds up amounts of different currencies', async () => {
    const { totals } = await report('group=')
    expect(totals.amounts.map(({ value }: { value: Money }) => value.currency)).toEqual(['EUR', 'JPY'])
    const euros = [...reckoned([], () => true)].find(([key]) => key === 'EUR')?.[1]
    expect(totals.amounts[0]).toEqual({
      value: { minor: euros?.[1], currency: 'EUR' },
      expected: { minor: euros?.[2], currency: 'EUR' },
    })
  })

  it('[CE31] as CSV ends with what partners call each grade and disposition, where it is broken down by them', async () => {
    const csv = async (group: string) => {
      const { text } = await get(`/v1/reports/dispositions?group=${group}&format=csv&limit=100000`)
      return parse(text, { columns: true }) as Record<string, string>[]
    }
    const both = await csv('grade,disposition')
    expect(Object.keys(both[0]!).slice(-8).join()).toBe(
      'expected,amazon_condition,r2v3_cosmetic,loop_condition,gs1_cbv,loop_outcome,shopify_restock,optoro_disposition',
    )
    const row = (await csv('disposition')).find(({ disposition }) => disposition === 'liquidate')
    expect(row).toMatchObject({
      gs1_cbv: 'inspecting:non_sellable_other',
      loop_outcome: 'resale_hold',
      shopify_restock: 'NOT_RESTOCKED',
      optoro_disposition: 'b2b',
    })
    expect(row).not.toHaveProperty('amazon_condition')
    const grades = await csv('grade')
    expect(grades.find(({ grade }) => grade === 'D')).toMatchObject({
      amazon_condition: 'used_acceptable',
      r2v3_cosmetic: 'C3',
    })
    expect(grades[0]).not.toHaveProperty('gs1_cbv')
  })

  it('[CE31] as CSV has the same lines, decimals by currency, and no cell a spreadsheet would run', async () => {
    const answer = await get('/v1/reports/dispositions?group=day,station,sku&format=csv&limit=100000')
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="dispositions.csv"',
    })
    const rows = parse(answer.text, { columns: true }) as Record<string, string>[]
    const { rows: json } = await report('group=day,station,sku&limit=100000')
    expect(rows).toHaveLength(json.length)
    expect(Object.keys(rows[0]!).join()).toBe(
      'day,station,station_name,sku,title,items,waiting,corrected,currency,value,expected',
    )
    for (const [index, row] of rows.entries()) {
      const { value } = json[index] as DispositionRow
      const decimals = value?.currency === 'JPY' ? 0 : 2
      expect(row.value).toBe(value ? (value.minor / 10 ** decimals).toFixed(decimals) : '')
      expect(Object.values(row).every((cell) => !/^[=+\-@]/.test(cell))).toBe(true)
    }
    expect(rows.some(({ title }) => title === "'=1+1")).toBe(true)
    expect(['=a', '+a', '-a', '@a', '\ta', 'a=', ''].map(plainText)).toEqual([
      "'=a",
      "'+a",
      "'-a",
      "'@a",
      "'\ta",
      'a=',
      '',
    ])
  })

  it('[CE32] refuses what it does not know, naming the parameter, what is allowed, and never more rows than asked for', async () => {
    for (const [query, said] of [
      ['grade=F', /querystring\.grade/],
      ['group=colour', /querystring\.group/],
      ['from=01.02.2026', /querystring\.from/],
      ['from=2026-02-01&to=2026-01-01', /after/],
      ['limit=0', /querystring\.limit/],
    ] as const) {
      const answer = await get(`/v1/reports/dispositions?${query}`)
      expect(answer).toMatchObject({ status: 400, json: { error: { code: 'BAD_INPUT' } } })
      expect(answer.json.error.detail).toMatch(said)
    }
    expect(await report('group=day,sku&limit=3')).toMatchObject({ truncated: true, totals: { items: count } })
    expect((await report('group=day,sku&limit=3')).rows).toHaveLength(3)
  })

  it('[CE33] offers what there is to choose from, SKUs by how they start', async () => {
    const { json } = await get('/v1/reports/filters')
    expect(json).toMatchObject({
      sites: ['Dock N', 'Dock S'],
      days: { first: '2026-01-01', last: '2026-01-06' },
    })
    expect(json.stations.map(({ name }: { name: string }) => name)).toEqual(['North', 'South'])
    expect(json.skus.map(({ sku }: { sku: string }) => sku)).toEqual(
      Array.from({ length: 10 }, (_, index) => skuOf(index).sku).sort(),
    )
    expect((await get(`/v1/reports/filters?sku=${skuOf(7).sku}`)).json.skus).toHaveLength(1)
    expect((await get('/v1/reports/filters?sku=%25')).json.skus).toEqual([])
  })
})

describe('the inspections behind the report', () => {
  it('[CE34] come newest first, page by page, each once, narrowed like the report', async () => {
    const seen: { id: string; at: string }[] = []
    for (let next = ''; ; ) {
      const { json } = await get(`/v1/inspections?site=Dock%20N&limit=17${next && `&after=${next}`}`)
      seen.push(...json.rows)
      if (json.next === null) break
      next = json.next
    }
    const own = records.filter((record) => stationOf(record) === 0)
    expect(seen.map(({ id }) => id).sort()).toEqual(own.map(({ id }) => id).sort())
    expect(seen.map(({ at }) => at)).toEqual(
      seen
        .map(({ at }) => at)
        .sort()
        .reverse(),
    )
    expect((await get('/v1/inspections?after=nonsense')).status).toBe(400)
    expect((await get('/v1/inspections/unheard-of')).json.error.code).toBe('NOT_FOUND')
  })
})

describe('at a million events', () => {
  it('[CE35] days, SKUs, stations and pages are found by index, not by reading everything', async () => {
    const { db } = central.parts
    await sql`
      insert into inspection (id, station, seq, site, at, day, plate, sku, title, category, rma, grade, disposition,
        held, decided_by, currency, price, expected, now_grade, now_disposition)
      select 'bulk-' || n, ${stations[0]!.id}, 10000 + n, 'Dock N', at, at::date, 'RG', 'BULK-' || n % 500, 'Bulk',
        'toys', '', 'A', 'restock', false, 'auto', 'EUR', 100, '{}', 'A', 'restock'
      from (select n, timestamptz '2026-02-01' + n * interval '10 minutes' as at
        from generate_series(1, 5000) as n) as rows`.execute(db)
    // Nothing analyzes an embedded PostgreSQL, so the indexes must be taken without statistics as well as with them.
    for (const statistics of [false, true]) {
      if (statistics) await sql`analyze inspection`.execute(db)
      const plan = async (query: ReturnType<typeof sql>) =>
        JSON.stringify((await sql`explain ${query}`.execute(db)).rows)
      const days = conditionOf({ from: '2026-02-10', to: '2026-02-10' })
      expect(await plan(sql`select count(*) from inspection where ${days}`)).toContain('inspection_day')
      const sku = conditionOf({ sku: ['BULK-7'] })
      expect(await plan(sql`select count(*) from inspection where ${sku}`)).toContain('inspection_sku')
      const station = conditionOf({ station: [stations[1]!.id] })
      expect(await plan(sql`select count(*) from inspection where ${station}`)).toContain(
        'inspection_station',
      )
      const page = sql`select id from inspection where not voided
        and (at, id) < ('2026-02-20T00:00:00Z'::timestamptz, 'x') order by at desc, id desc limit 51`
      expect(await plan(page)).toContain('inspection_newest')
    }
  })
})
