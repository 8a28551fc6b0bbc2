import { sql } from 'kysely'
import { z } from 'zod'
import { moneySchema } from '../../wire/words.ts'
import type { CentralDatabase } from '../database/open-database.ts'
import { conditionOf, type Filter } from './filter.ts'

const rowSchema = z.object({
  id: z.string(),
  plate: z.string(),
  at: z.iso.datetime(),
  station: z.string(),
  site: z.string(),
  sku: z.string(),
  title: z.string(),
  category: z.string(),
  rma: z.string(),
  grade: z.string(),
  disposition: z.string(),
  held: z.boolean(),
  corrected: z.boolean(),
  value: moneySchema.nullable(),
  expected: moneySchema.nullable(),
})

/** A page of inspections behind a line of the report, newest first; `next` is the `after` of the next page. */
export const inspectionListSchema = z.object({ rows: z.array(rowSchema), next: z.string().nullable() })
export type InspectionList = z.output<typeof inspectionListSchema>

interface Found {
  readonly id: string
  readonly plate: string
  readonly at: Date
  readonly station: string
  readonly site: string
  readonly sku: string
  readonly title: string
  readonly category: string
  readonly rma: string
  readonly grade: string
  readonly disposition: string
  readonly held: boolean
  readonly corrected: boolean
  readonly currency: string
  readonly price: number | null
  readonly now_expected: number | null
}

/** One page of the inspections a filter lets through; `after` is the `next` of the page before. */
export async function inspectionList(
  db: CentralDatabase,
  filter: Filter,
  { limit, after }: { readonly limit: number; readonly after?: Mark },
): Promise<InspectionList> {
  const below = after ? sql`and (at, id) < (${after.at}::timestamptz, ${after.id})` : sql``
  const { rows } = await sql<Found>`
    select id, plate, at, station, site, sku, title, category, rma, currency, price, now_expected,
      now_grade as grade, now_disposition as disposition, held, corrected_seq is not null as corrected
    from inspection where ${conditionOf(filter)} ${below}
    order by at desc, id desc limit ${limit + 1}`.execute(db)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { rows: page.map(rowOf), next: rows.length > limit && last ? markText(last) : null }
}

/** Where a page ended: the time and id of its last row. */
export interface Mark {
  readonly at: string
  readonly id: string
}

const markPattern = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)~(.{1,200})$/s

/** Reads a page mark; undefined when it is none. */
export function markOf(text: string): Mark | undefined {
  const [, at, id] = markPattern.exec(Buffer.from(text, 'base64url').toString()) ?? []
  return at && id && !Number.isNaN(Date.parse(at)) ? { at, id } : undefined
}

function markText({ at, id }: Found): string {
  return Buffer.from(`${at.toISOString()}~${id}`).toString('base64url')
}

function rowOf({ at, currency, price, now_expected, ...row }: Found): InspectionList['rows'][number] {
  const money = (minor: number | null) => (minor === null || currency === '' ? null : { minor, currency })
  return { ...row, at: at.toISOString(), value: money(price), expected: money(now_expected) }
}
