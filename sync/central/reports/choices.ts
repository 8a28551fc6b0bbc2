import { sql } from 'kysely'
import { z } from 'zod'
import { categorySchema, dispositionSchema, gradeSchema } from '../../wire/words.ts'
import type { CentralDatabase } from '../database/open-database.ts'

/** Most SKUs offered at once; more are found by typing. */
const mostSkus = 50

/** The values a report can be narrowed to. `days` is null while nothing is recorded. */
export const choicesSchema = z.object({
  sites: z.array(z.string()),
  stations: z.array(z.object({ id: z.string(), name: z.string(), site: z.string() })),
  skus: z.array(z.object({ sku: z.string(), title: z.string() })),
  categories: z.array(z.string()),
  grades: z.array(z.string()),
  dispositions: z.array(z.string()),
  days: z.object({ first: z.string(), last: z.string() }).nullable(),
})
export type Choices = z.output<typeof choicesSchema>

/** What there is to choose from; `skuStart` narrows the SKUs to those that start with it. */
export async function choicesOf(db: CentralDatabase, skuStart: string): Promise<Choices> {
  const stations = await db
    .selectFrom('station')
    .select(['id', 'name', 'site'])
    .orderBy('site')
    .orderBy('name')
    .execute()
  const days = await sql<{ first: string | null; last: string | null }>`
    select to_char(min(day), 'YYYY-MM-DD') as first, to_char(max(day), 'YYYY-MM-DD') as last from inspection`.execute(
    db,
  )
  const { first, last } = days.rows[0] ?? {}
  return {
    sites: [...new Set(stations.map(({ site }) => site))],
    stations,
    skus: await skusOf(db, skuStart),
    categories: categorySchema.options,
    grades: gradeSchema.options,
    dispositions: dispositionSchema.options,
    days: first && last ? { first, last } : null,
  }
}

/** Walks the SKU index from one value to the next, because PostgreSQL would read every row for a `distinct`. */
async function skusOf(db: CentralDatabase, start: string): Promise<Choices['skus']> {
  const pattern = `${start.replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<{ sku: string; title: string }>`
    with recursive found as (
      (select sku, title, 1 as place from inspection
        where sku ~>~ '' and sku like ${pattern} order by sku using ~<~ limit 1)
      union all
      select next.sku, next.title, found.place + 1 from found cross join lateral
        (select sku, title from inspection
          where sku ~>~ found.sku and sku like ${pattern} order by sku using ~<~ limit 1) as next
      where found.place < ${mostSkus}
    )
    select sku, title from found`.execute(db)
  return rows
}
