import { describe, expect, it } from 'vitest'
import { batchSchema, envelopeSchema, sequenceOf, wrap } from '../../../sync/wire/envelope.ts'
import { eventTypes } from '../../../sync/wire/event-types.ts'
import { dataSchemas, isEventType } from '../../../sync/wire/events.ts'
import { versionMismatch } from '../../../sync/wire/protocol.ts'
import { recordOf } from '../../rigs/records.ts'

const station = '0190a0a0-0000-7000-8000-000000000001'
const event = {
  seq: 42,
  id: 'e-42',
  type: eventTypes.recorded,
  subject: 'i-1',
  at: 1_767_254_400_000,
  data: JSON.stringify({ record: recordOf(1), audit: { index: 7, hash: 'aa' } }),
}

describe('event data', () => {
  it('[WI2] an unknown field, kind or word in event data is refused, and its place is named', () => {
    const schema = dataSchemas[eventTypes.recorded]
    const good = JSON.parse(event.data)
    const at = (change: (data: typeof good) => void) => {
      const data = structuredClone(good)
      change(data)
      return schema.safeParse(data).error?.issues[0]?.path.join('.')
    }
    expect(at(() => {})).toBeUndefined()
    expect(at((data) => Object.assign(data.record.decision, { mood: 'good' }))).toBe('record.decision')
    expect(at((data) => Object.assign(data.record.decision, { grade: 'F' }))).toBe('record.decision.grade')
    expect(at((data) => Object.assign(data.record.item, { kind: 'ghost' }))).toMatch(/^record\.item/)
    expect(at((data) => Object.assign(data, { audit: undefined }))).toBe('audit')
  })

  it('[WI3] a number out of its range is not a reason to hold up everything behind it', () => {
    const data = JSON.parse(event.data)
    data.record.proposal.confidence = 1.000_000_1
    data.record.scan.text = '\u0000\ud800'.repeat(2_000)
    expect(dataSchemas[eventTypes.recorded].safeParse(data).success).toBe(true)
  })

  it('[WI4] only the exact versions listed are event types', () => {
    expect(Object.values(eventTypes).every(isEventType)).toBe(true)
    for (const stranger of [
      'io.regrade.inspection.recorded.v2',
      'constructor',
      '',
      eventTypes.printed.slice(1),
    ])
      expect(isEventType(stranger)).toBe(false)
  })
})

describe('envelope', () => {
  it('[WI5] an outbox event becomes a CloudEvents 1.0 envelope that names station, seq and time', () => {
    const envelope = wrap(event, station)
    expect(envelopeSchema.parse(envelope)).toEqual(envelope)
    expect(envelope).toMatchObject({
      specversion: '1.0',
      id: 'e-42',
      source: `urn:uuid:${station}`,
      type: 'io.regrade.inspection.recorded.v1',
      time: '2026-01-01T08:00:00.000Z',
      sequence: '0000000000000042',
    })
    expect(Object.keys(envelope).every((name) => /^[a-z0-9]{1,20}$/.test(name))).toBe(true)
  })

  it('[WI6] sequences sort as text as they do as numbers', () => {
    const seqs = [1, 9, 10, 99, 100, 12_345, Number.MAX_SAFE_INTEGER]
    expect(seqs.map(sequenceOf).sort()).toEqual(seqs.map(sequenceOf))
    expect(seqs.map(sequenceOf).map(Number)).toEqual(seqs)
  })

  it('[WI7] an envelope that lacks or bends an attribute is refused, extensions of others are not', () => {
    const envelope = wrap(event, station)
    expect(envelopeSchema.safeParse({ ...envelope, traceparent: '00-x' }).success).toBe(true)
    for (const bent of [
      { ...envelope, specversion: '0.3' },
      { ...envelope, source: 'somewhere' },
      { ...envelope, sequence: '42' },
      { ...envelope, time: 'yesterday' },
      { ...envelope, data: 'text' },
      { ...envelope, id: '' },
    ])
      expect(envelopeSchema.safeParse(bent).success).toBe(false)
    expect(batchSchema.safeParse([]).success).toBe(true)
  })
})

it('[WI8] another protocol version, or none, is told in one sentence with both versions', () => {
  expect(versionMismatch('1', 'station')).toBeUndefined()
  expect(versionMismatch('2', 'station')).toBe('the station speaks protocol 2, this side speaks protocol 1')
  expect(versionMismatch(undefined, 'central')).toBe(
    'the central names no protocol version, this side speaks protocol 1',
  )
})
