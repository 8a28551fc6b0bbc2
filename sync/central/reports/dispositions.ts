import { sql } from 'kysely'
import { z } from 'zod'
import { moneySchema } from '../../wire/words.ts'
import type { CentralDatabase } from '../database/open-database.ts'
import { conditionOf, type Filter } from './filter.ts'

/** What the report may be broken down by, and the SQL of each; what is empty in the data is an empty text. */
const dimensions = {
  day: sql`to_char(day, 'YYYY-MM-DD')`,
  site: sql.ref('inspection.site'),
  station: sql.ref('station'),
  sku: sql.ref('sku'),
  category: sql.ref('category'),
  grade: sql.ref('now_grade'),
  disposition: sql.ref('now_disposition'),
} as const
export type Dimension = keyof typeof dimensions
export const dimensionNames = Object.keys(dimensions) as [Dimension, ...Dimension[]]

const figures = {
  items: z.int(),
  /** Held and not yet decided by a supervisor. */
  waiting: z.int(),
  /** Decided again after the station's own decision. */
  corrected: z.int(),
}

/** One line: the values it is broken down by, and its figures. Amounts are null where no item had a price. */
const dispositionRowSchema = z.object({
  day: z.string().optional(),
  site: z.string().optional(),
  station: z.string().optional(),
  stationName: z.string().optional(),
  sku: z.string().optional(),
  title: z.string().optional(),
  category: z.string().optional(),
  grade: z.string().optional(),
  disposition: z.string().optional(),
  ...figures,
  value: moneySchema.nullable(),
  expected: moneySchema.nullable(),
})
export type DispositionRow = z.output<typeof dispositionRowSchema>

/** The whole report. Amounts of different currencies are never added up: totals have one entry a currency. */
export const dispositionReportSchema = z.object({
  group: z.array(z.string()),
  rows: z.array(dispositionRowSchema),
  /** True when there are more rows than asked for; totals count all. */
  truncated: z.boolean(),
  totals: z.object({
    ...figures,
    amounts: z.array(z.object({ value: moneySchema, expected: moneySchema.nullable() })),
  }),
})
export type DispositionReport = z.output<typeof dispositionReportSchema>

interface Figures {
  readonly items: number
  readonly waiting: number
  readonly corrected: number
  readonly currency: string
  readonly value: number | null
  readonly expected: number | null
}

const figureColumns = sql`
  count(*) as items,
  count(*) filter (where held and corrected_seq is null) as waiting,
  count(*) filter (where corrected_seq is not null) as corrected,
  sum(price)::bigint as value,
  sum(now_expected)::bigint as expected`

/** Items by day, site, station, SKU, category, grade and disposition, as they stand after every correction; newest day first. */
export async function dispositionReport(
  db: CentralDatabase,
  filter: Filter,
  { group, limit }: { readonly group: readonly Dimension[]; readonly limit: number },
): Promise<DispositionReport> {
  const where = conditionOf(filter)
  const by = group.map((name) => sql`${dimensions[name]}`)
  const names = group.map((name, index) => sql`${by[index]} as ${sql.ref(name)}`)
  const titled = group.includes('sku') ? [sql`max(title) as title`] : []
  const positions = [...group, 'currency'].map((_, index) => sql.lit(index + 1))
  const order = group.map(
    (name, index) => sql`${sql.lit(index + 1)} ${sql.raw(name === 'day' ? 'desc' : 'asc')}`,
  )
  const found = await sql<Figures & Record<Dimension | 'title', string>>`
    select ${sql.join([...names, sql`currency`, ...titled, figureColumns])}
    from inspection where ${where}
    group by ${sql.join(positions)}
    order by ${sql.join([...order, sql.ref('currency')])}
    limit ${limit + 1}`.execute(db)
  const totals = await sql<Figures>`
    select currency, ${figureColumns} from inspection where ${where} group by currency order by currency`.execute(
    db,
  )
  const stationNames = group.includes('station') ? await namesOf(db) : new Map<string, string>()
  return {
    group: [...group],
    rows: found.rows.slice(0, limit).map((row) => rowOf(row, stationNames)),
    truncated: found.rows.length > limit,
    totals: totalsOf(totals.rows),
  }
}

function rowOf(
  { currency, value, expected, ...row }: Figures & Partial<Record<Dimension | 'title', string>>,
  stationNames: ReadonlyMap<string, string>,
): DispositionRow {
  const name = row.station === undefined ? {} : { stationName: stationNames.get(row.station) ?? row.station }
  return { ...row, ...name, value: money(value, currency), expected: money(expected, currency) }
}

function totalsOf(rows: readonly Figures[]): DispositionReport['totals'] {
  const sum = (pick: (row: Figures) => number) => rows.reduce((total, row) => total + pick(row), 0)
  return {
    items: sum((row) => row.items),
    waiting: sum((row) => row.waiting),
    corrected: sum((row) => row.corrected),
    amounts: rows.flatMap(({ value, expected, currency }) => {
      const worth = money(value, currency)
      return worth ? [{ value: worth, expected: money(expected, currency) }] : []
    }),
  }
}

function money(minor: number | null, currency: string): { minor: number; currency: string } | null {
  return minor === null || currency === '' ? null : { minor, currency }
}

async function namesOf(db: CentralDatabase): Promise<ReadonlyMap<string, string>> {
  const stations = await db.selectFrom('station').select(['id', 'name']).execute()
  return new Map(stations.map(({ id, name }) => [id, name]))
}
