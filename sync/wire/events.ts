import { z } from 'zod'
import { type EventType, eventTypes } from './event-types.ts'
import { recordSchema } from './record.ts'
import { dispositionSchema, gradeSchema, idSchema, millisSchema } from './words.ts'

/** The audit link of an event: its place in the station's audit trail, and that line's hash. */
const auditSchema = z.strictObject({ index: z.int(), hash: z.string() })

/** What somebody said about a recorded inspection; agrees with sync/ledger/port.ts Correction. */
export const correctionSchema = z.strictObject({
  id: idSchema,
  inspection: idSchema,
  kind: z.enum(['confirmed', 'overridden', 'reprinted', 'voided']),
  by: idSchema,
  at: millisSchema,
  disposition: dispositionSchema,
  grade: gradeSchema,
  rejectedFindings: z.array(z.int()),
  reasonCode: z.string(),
  note: z.string(),
})

const recordedSchema = z.strictObject({ record: recordSchema, audit: auditSchema })
const correctedSchema = z.strictObject({ correction: correctionSchema, audit: auditSchema })
const printedSchema = z.strictObject({
  job: idSchema,
  inspection: idSchema,
  plate: idSchema,
  at: millisSchema,
})

export type RecordedData = z.output<typeof recordedSchema>
export type CorrectedData = z.output<typeof correctedSchema>
export type PrintedData = z.output<typeof printedSchema>

/** The schema of `data` for every event type there is. An unknown field is a new shape, so a new type: it is refused. */
export const dataSchemas = {
  [eventTypes.recorded]: recordedSchema,
  [eventTypes.corrected]: correctedSchema,
  [eventTypes.printed]: printedSchema,
} as const satisfies Record<EventType, z.ZodType>

/** Whether this side knows the event type, its version included. */
export function isEventType(type: string): type is EventType {
  return Object.hasOwn(dataSchemas, type)
}
