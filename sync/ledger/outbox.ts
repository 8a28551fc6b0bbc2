import { type EventType, eventTypes } from '../wire/event-types.ts'
import type { LedgerContext } from './context.ts'
import type { OutboxEvent } from './port.ts'

/** An event to append under `seq`, which next() gave; `inspection`, `correction` and `audit` are row numbers its data is made from. */
export interface NewEvent {
  readonly seq: number
  readonly type: EventType
  readonly subject: string
  readonly inspection?: number
  readonly correction?: number
  readonly audit?: number
  readonly body?: object
  readonly blobs: readonly string[]
}

interface Row extends Omit<OutboxEvent, 'data' | 'blobs'> {
  readonly record: string | null
  readonly correction: string | null
  readonly audit: number | null
  readonly hash: string | null
  readonly body: string | null
  readonly blobs: string
}

const rows = `
  SELECT o.seq, o.id, o.type, o.subject, o.at, i.record, c.correction, o.audit, a.hash, o.body, o.blobs
  FROM outbox o
  LEFT JOIN inspections i ON i.n = o.inspection
  LEFT JOIN corrections c ON c.n = o.correction
  LEFT JOIN audit a ON a.idx = o.audit`

/** Events on their way to central. They stay after their acknowledgement, so a seq is never given out twice. */
export function outbox({ db, clock, newId, hook }: LedgerContext) {
  const newest = db.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM outbox').pluck()
  const insert = db.prepare(`
    INSERT INTO outbox (seq, id, type, subject, at, inspection, correction, audit, body, blobs)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const after = db.prepare<[number, number], Row>(`${rows} WHERE o.seq > ? ORDER BY o.seq LIMIT ?`)
  return {
    newest: (): number => newest.get() ?? 0,
    /** The seq of the present transaction's event: one above the newest, so that a rollback leaves no gap. */
    next: (): number => (newest.get() ?? 0) + 1,
    /** Adds an event within the present transaction. */
    append({ seq, type, subject, inspection, correction, audit, body, blobs }: NewEvent): void {
      hook('ledger:outbox')
      const text = body ? JSON.stringify(body) : null
      const points = [inspection ?? null, correction ?? null, audit ?? null]
      insert.run(seq, newId(), type, subject, clock.now(), ...points, text, JSON.stringify(blobs))
    },
    after: (seq: number, limit: number): readonly OutboxEvent[] => after.all(seq, limit).map(eventOf),
  }
}

function eventOf(row: Row): OutboxEvent {
  const { seq, id, type, subject, at } = row
  return { seq, id, type, subject, at, data: dataOf(row), blobs: JSON.parse(row.blobs) as string[] }
}

/** Puts the recorded JSON into the event as it is: what central gets is what the audit chain covers. */
function dataOf({ type, record, correction, audit, hash, body }: Row): string {
  const link = `"audit":${JSON.stringify({ index: audit, hash })}`
  if (type === eventTypes.recorded) return `{"record":${record},${link}}`
  if (type === eventTypes.corrected) return `{"correction":${correction},${link}}`
  return body ?? '{}'
}
