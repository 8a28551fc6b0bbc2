import { type Kysely, sql } from 'kysely'

/** What reports look up: days, a SKU's or a station's days, the newest inspections, what was said of one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create index inspection_day on inspection (day)`,
    sql`create index inspection_sku on inspection (sku text_pattern_ops, day)`,
    sql`create index inspection_station on inspection (station, day)`,
    sql`create index inspection_newest on inspection (at desc, id desc)`,
    sql`create index correction_inspection on correction (inspection, seq)`,
    sql`create index printed_inspection on printed (inspection)`,
  ])
    await statement.execute(db)
}
