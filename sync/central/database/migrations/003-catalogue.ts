import { type Kysely, sql } from 'kysely'

/** SKUs and expected lines, each row with the cursor at which it last changed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['catalogue_sku', 'catalogue_line'])
    await sql`
      create table ${sql.table(table)} (
        key text primary key,
        cursor bigint not null unique,
        data text
      )`.execute(db)
  // One row, locked by every import: rows become visible in the order of their cursors.
  await sql`
    create table catalogue_cursor (
      single boolean primary key default true check (single),
      value bigint not null
    )`.execute(db)
  // Milliseconds of today: a central that is made anew goes on above every cursor its stations have from the old one.
  await sql`
    insert into catalogue_cursor (value) values ((extract(epoch from now()) * 1000)::bigint)`.execute(db)
}
