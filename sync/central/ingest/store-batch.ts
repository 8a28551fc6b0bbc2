import { type Insertable, sql, type Transaction } from 'kysely'
import { Fault } from '../../../main/kernel/fault.ts'
import { eventTypes } from '../../wire/event-types.ts'
import { pgText, pgTime } from '../database/postgres-values.ts'
import type { Tables } from '../database/tables.ts'
import { GapFault } from '../http/refusal.ts'
import type { CentralParts } from '../parts.ts'
import type { Caller } from '../stations/station-guard.ts'
import { applyCorrections } from './apply-corrections.ts'
import { inspectionRow } from './inspection-row.ts'
import type { StationEvent } from './read-batch.ts'

type Events = readonly StationEvent[]

/**
 * Stores a batch in one transaction and returns the seq up to which everything is stored. What is stored already is
 * passed over when it is the same event, else Fault EVENT_CONFLICT; a gap is a GapFault; both leave nothing behind.
 */
export async function storeBatch(events: Events, caller: Caller, parts: CentralParts): Promise<number> {
  const receivedAt = new Date(parts.clock.now())
  return parts.db.transaction().execute(async (tx) => {
    const { acknowledged } = await tx
      .selectFrom('station')
      .select('acknowledged')
      .where('id', '=', caller.id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    await checkReplay(tx, events, { station: caller.id, acknowledged })
    const fresh = events.filter(({ seq }) => seq > acknowledged)
    const first = fresh[0]?.seq ?? acknowledged + 1
    if (first !== acknowledged + 1) throw new GapFault(acknowledged + 1, first)
    await insert(tx, fresh, { caller, receivedAt })
    const now = fresh.at(-1)?.seq ?? acknowledged
    await tx
      .updateTable('station')
      .set({ acknowledged: now, last_seen_at: receivedAt })
      .where('id', '=', caller.id)
      .execute()
    return now
  })
}

/** Another event under a stored number, or under a stored id, means two ledgers send as one station. */
async function checkReplay(
  tx: Transaction<Tables>,
  events: Events,
  { station, acknowledged }: { station: string; acknowledged: number },
): Promise<void> {
  if (events.length === 0) return
  const stored = await tx
    .selectFrom('event')
    .select(['seq', 'id'])
    .where('station', '=', station)
    .where((where) =>
      where.or([
        where(
          'seq',
          'in',
          events.map(({ seq }) => seq),
        ),
        where(
          'id',
          'in',
          events.map(({ id }) => id),
        ),
      ]),
    )
    .execute()
  const sent = new Map(events.map((event) => [event.seq, event.id]))
  for (const { seq, id } of stored)
    if (sent.get(seq) !== id)
      throw new Fault('EVENT_CONFLICT', `event ${seq} is stored as ${id}, acknowledged up to ${acknowledged}`)
}

async function insert(
  tx: Transaction<Tables>,
  fresh: Events,
  { caller, receivedAt }: { caller: Caller; receivedAt: Date },
): Promise<void> {
  if (fresh.length === 0) return
  const station = caller.id
  const events = fresh.map(({ seq, id, type, subject, at, text }) => ({
    ...{ station, seq, id, type, subject: pgText(subject) },
    ...{ at: pgTime(at), received_at: receivedAt, data: text },
  }))
  await tx.insertInto('event').values(events).execute()
  await insertFacts(tx, fresh, caller)
}

async function insertFacts(tx: Transaction<Tables>, fresh: Events, caller: Caller): Promise<void> {
  const inspections = fresh.flatMap((event) =>
    event.type === eventTypes.recorded ? [inspectionRow(event.data.record, event.seq, caller)] : [],
  )
  const prints = fresh.flatMap((event) =>
    event.type === eventTypes.printed
      ? [
          {
            station: caller.id,
            seq: event.seq,
            job: event.data.job,
            inspection: event.data.inspection,
            at: pgTime(event.data.at),
          },
        ]
      : [],
  )
  if (inspections.length > 0) await insertInspections(tx, inspections)
  if (prints.length > 0) await tx.insertInto('printed').values(prints).execute()
  await applyCorrections(tx, fresh, caller.id)
}

/**
 * One inspection id is one item. A station that was enrolled anew sends its history again under its new name: with the
 * very same record it takes the item over, so that it may correct it; with another one nothing changes.
 */
async function insertInspections(
  tx: Transaction<Tables>,
  inspections: readonly Insertable<Tables['inspection']>[],
): Promise<void> {
  // One statement may touch a row only once.
  const rows = [...new Map(inspections.map((row) => [row.id, row])).values()]
  const dataOf = (owner: string) => sql`(select data from event
    where event.station = ${sql.ref(`${owner}.station`)} and event.seq = ${sql.ref(`${owner}.seq`)})`
  await tx
    .insertInto('inspection')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet({ station: sql`excluded.station`, seq: sql`excluded.seq`, site: sql`excluded.site` })
        .where(dataOf('inspection'), '=', dataOf('excluded')),
    )
    .execute()
}
