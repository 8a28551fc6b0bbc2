import { type Kysely, sql } from 'kysely'

/** Stations, and the codes that let one in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table station (
      id text primary key,
      name text not null,
      site text not null,
      public_key text not null,
      enabled boolean not null default true,
      acknowledged bigint not null,
      enrolled_at timestamptz not null,
      last_seen_at timestamptz
    )`.execute(db)
  await sql`
    create table enrolment (
      code_hash text primary key,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      for_station text references station (id),
      used_at timestamptz,
      station text references station (id),
      public_key text
    )`.execute(db)
}
