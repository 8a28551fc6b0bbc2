import type { z } from 'zod'
import { Fault } from '../../../main/kernel/fault.ts'
import { batchSchema, type Envelope, knownTypes, sourceOf } from '../../wire/envelope.ts'
import type { eventTypes } from '../../wire/event-types.ts'
import {
  type CorrectedData,
  dataSchemas,
  isEventType,
  type PrintedData,
  type RecordedData,
} from '../../wire/events.ts'
import { problemsOf } from '../http/refusal.ts'

interface Common {
  readonly seq: number
  readonly id: string
  readonly subject: string
  /** Milliseconds since the epoch, by the station's clock. */
  readonly at: number
  /** The data as it came, JSON text. */
  readonly text: string
}

/** One checked event of a station. */
export type StationEvent =
  | (Common & { readonly type: typeof eventTypes.recorded; readonly data: RecordedData })
  | (Common & { readonly type: typeof eventTypes.corrected; readonly data: CorrectedData })
  | (Common & { readonly type: typeof eventTypes.printed; readonly data: PrintedData })

/**
 * Reads a batch of one station: consecutive seqs, types and shapes this version knows. The whole batch is refused
 * (EVENT_INVALID, UPLINK_VERSION) when anything in it is not: nothing is stored by half.
 */
export function readBatch(body: Uint8Array, station: string): readonly StationEvent[] {
  const envelopes = valid(batchSchema, jsonOf(body), 'batch')
  return envelopes.map((envelope, index) => {
    const seq = Number(envelope.sequence)
    const first = Number(envelopes[0]?.sequence)
    if (seq < 1 || seq !== first + index)
      throw new Fault('EVENT_INVALID', `event ${seq} stands where event ${first + index} belongs`)
    if (envelope.source !== sourceOf(station))
      throw new Fault('EVENT_INVALID', `event ${seq} names ${envelope.source}, which did not sign this`)
    return eventOf(envelope, seq)
  })
}

function eventOf(envelope: Envelope, seq: number): StationEvent {
  const { id, type, subject, time } = envelope
  if (!isEventType(type))
    throw new Fault('UPLINK_VERSION', `event ${seq} is of type ${type}; known are ${knownTypes.join(', ')}`)
  const data = valid(dataSchemas[type] as z.ZodType, envelope.data, `event ${seq}: data`)
  const text = JSON.stringify(envelope.data)
  return { seq, id, type, subject, at: Date.parse(time), data, text } as StationEvent
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch (cause) {
    throw new Fault('EVENT_INVALID', 'the batch is not JSON', cause)
  }
}

function valid<T>(schema: z.ZodType<T>, value: unknown, within: string): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new Fault('EVENT_INVALID', problemsOf(result.error, within), result.error)
}
