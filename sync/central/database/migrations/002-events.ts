import { type Kysely, sql } from 'kysely'

/** Every event as it came, and what reports ask of it in columns of their own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [events, inspections, corrections, prints]) await statement.execute(db)
}

const events = sql`
  create table event (
    station text not null references station (id),
    seq bigint not null,
    id text not null,
    type text not null,
    subject text not null,
    at timestamptz not null,
    received_at timestamptz not null,
    data text not null,
    primary key (station, seq),
    unique (station, id)
  )`

const inspections = sql`
  create table inspection (
    id text primary key,
    station text not null references station (id),
    seq bigint not null,
    site text not null,
    at timestamptz not null,
    day date not null,
    plate text not null,
    sku text not null,
    title text not null,
    category text not null,
    rma text not null,
    grade text not null,
    disposition text not null,
    held boolean not null,
    decided_by text not null,
    currency text not null,
    price bigint,
    expected jsonb not null,
    now_grade text not null,
    now_disposition text not null,
    now_expected bigint,
    corrected_seq bigint,
    voided boolean not null default false
  )`

const corrections = sql`
  create table correction (
    station text not null references station (id),
    seq bigint not null,
    id text not null,
    inspection text not null,
    kind text not null,
    grade text not null,
    disposition text not null,
    data text not null,
    primary key (station, seq)
  )`

const prints = sql`
  create table printed (
    station text not null references station (id),
    seq bigint not null,
    job text not null,
    inspection text not null,
    at timestamptz not null,
    primary key (station, seq)
  )`
