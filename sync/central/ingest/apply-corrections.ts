import { sql, type Transaction } from 'kysely'
import { eventTypes } from '../../wire/event-types.ts'
import type { Tables } from '../database/tables.ts'
import type { StationEvent } from './read-batch.ts'

/**
 * Stores the corrections among the events, then lets SQL say what now holds: for every inspection spoken of, the
 * newest correction (by seq: a station's clock may jump) that its own station made. A reprint changes nothing.
 */
export async function applyCorrections(
  tx: Transaction<Tables>,
  events: readonly StationEvent[],
  station: string,
): Promise<void> {
  const corrections = events.flatMap((event) => {
    if (event.type !== eventTypes.corrected) return []
    const { id, inspection, kind, grade, disposition } = event.data.correction
    const data = JSON.stringify(event.data.correction)
    return [{ station, seq: event.seq, id, inspection, kind, grade, disposition, data }]
  })
  if (corrections.length === 0) return
  await tx.insertInto('correction').values(corrections).execute()
  const spokenOf = corrections.map(({ inspection }) => inspection)
  await sql`
    update inspection set
      now_grade = newest.grade,
      now_disposition = newest.disposition,
      now_expected = (inspection.expected ->> newest.disposition)::bigint,
      corrected_seq = newest.seq,
      voided = newest.kind = 'voided'
    from (
      select distinct on (inspection) inspection, seq, kind, grade, disposition
      from correction
      where station = ${station} and inspection in (${sql.join(spokenOf)}) and kind <> 'reprinted'
      order by inspection, seq desc
    ) as newest
    where inspection.id = newest.inspection and inspection.station = ${station}`.execute(tx)
}
