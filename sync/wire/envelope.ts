import { z } from 'zod'
import { eventTypes } from './event-types.ts'
import { idSchema } from './words.ts'

/** Most events in one batch; a station sends fewer, central takes no more. */
const mostEventsPerBatch = 200

/** The urn that is a station's CloudEvents `source` (RFC 9562 section 4: station ids are UUIDs). */
export function sourceOf(stationId: string): string {
  return `urn:uuid:${stationId}`
}

/** Digits of Number.MAX_SAFE_INTEGER, so that `sequence` sorts as text too (CloudEvents sequence extension). */
const sequenceDigits = 16

/** A seq as the text of the `sequence` extension. */
export function sequenceOf(seq: number): string {
  return String(seq).padStart(sequenceDigits, '0')
}

/** One CloudEvents 1.0 envelope in JSON; `sequence` is the outbox's seq. Other extension attributes are allowed and ignored. */
export const envelopeSchema = z.looseObject({
  specversion: z.literal('1.0'),
  id: idSchema,
  source: z.string().regex(/^urn:uuid:[0-9a-f-]{36}$/, 'a source is urn:uuid: and the station id'),
  type: z.string().max(200),
  subject: idSchema,
  time: z.iso.datetime({ offset: true }),
  datacontenttype: z.literal('application/json'),
  sequence: z.string().regex(/^\d{16}$/, 'a sequence is 16 digits, zero-padded'),
  data: z.record(z.string(), z.unknown()),
})
export type Envelope = z.output<typeof envelopeSchema>

export const batchSchema = z.array(envelopeSchema).max(mostEventsPerBatch)

/** An event as the outbox holds it, in its envelope; `data` is parsed JSON, `at` milliseconds since the epoch. */
export function wrap(
  event: { seq: number; id: string; type: string; subject: string; at: number; data: string },
  stationId: string,
): Envelope {
  return {
    specversion: '1.0',
    id: event.id,
    source: sourceOf(stationId),
    type: event.type,
    subject: event.subject,
    time: timeOf(event.at),
    datacontenttype: 'application/json',
    sequence: sequenceOf(event.seq),
    data: JSON.parse(event.data) as Record<string, unknown>,
  }
}

/** The end of the year 9999: beyond it ISO dates need a sign, which CloudEvents' RFC 3339 does not know. */
const lastMoment = 253_402_300_799_999

/** A clock that ran away is held at 1970 or 9999 in the envelope; the data keeps what the station wrote. */
function timeOf(at: number): string {
  return new Date(Math.min(Math.max(at, 0), lastMoment)).toISOString()
}

/** Event types of this version, for sentences that say what is known. */
export const knownTypes: readonly string[] = Object.values(eventTypes)
