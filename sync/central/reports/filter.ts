import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { categorySchema, dispositionSchema, gradeSchema } from '../../wire/words.ts'

/** One value, several under the same name, or several between commas. */
function listOf<T extends z.ZodType>(each: T) {
  const split = (said: unknown) => [said].flat().flatMap((text) => String(text).split(','))
  return z.preprocess(split, z.array(each).min(1).max(100))
}

const name = z.string().min(1).max(200)

/** What a report may be narrowed to. Days are UTC, `from` and `to` both included. */
export const filterSchema = z.object({
  from: z.iso.date().exactOptional(),
  to: z.iso.date().exactOptional(),
  site: listOf(name).exactOptional(),
  station: listOf(name).exactOptional(),
  sku: listOf(name).exactOptional(),
  category: listOf(categorySchema).exactOptional(),
  grade: listOf(gradeSchema).exactOptional(),
  disposition: listOf(dispositionSchema).exactOptional(),
})
export type Filter = z.output<typeof filterSchema>

const columns = {
  site: 'site',
  station: 'station',
  sku: 'sku',
  category: 'category',
  grade: 'now_grade',
  disposition: 'now_disposition',
} as const

/** The filter as an SQL condition over `inspection`; voided inspections never count. */
export function conditionOf(filter: Filter): RawBuilder<boolean> {
  const parts = [sql<boolean>`not voided`]
  if (filter.from) parts.push(sql`day >= ${filter.from}::date`)
  if (filter.to) parts.push(sql`day <= ${filter.to}::date`)
  for (const [field, column] of Object.entries(columns)) {
    const wanted = filter[field as keyof typeof columns]
    if (wanted) parts.push(sql`${sql.ref(column)} in (${sql.join(wanted)})`)
  }
  return sql.join(parts, sql` and `)
}
