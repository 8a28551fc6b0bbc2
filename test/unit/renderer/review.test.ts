import { describe, expect, it } from 'vitest'
import { faultOf } from '../../../renderer/kit/fault-of.ts'
import { agoText, moneyText, regionOf, withAmounts } from '../../../renderer/kit/format.ts'
import { nearestLanguage } from '../../../renderer/kit/i18n.ts'
import { panned, wholePhoto, zoomed } from '../../../renderer/kit/zoom.ts'
import { changed } from '../../../renderer/review/queue-filters.tsx'
import { labelActs, standingOf, stateOf } from '../../../renderer/review/standing.ts'
import { correctionOf, heldRecordOf, recordOf } from '../../rigs/records.ts'

describe('standing', () => {
  const held = heldRecordOf(5)

  it('[PG6] of a held item is what the station proposed', () => {
    const said = { disposition: held.proposal.choice, grade: held.verdict.grade }
    expect(standingOf({ record: held, corrections: [] })).toEqual(said)
  })

  it('[PG6] of an item an operator changed is what they wanted', () => {
    const to = { disposition: 'donate', grade: 'D' } as const
    const from = { disposition: 'restock', grade: 'A' } as const
    const override = { by: 's', from, to, reasonCode: 'r', note: '' }
    const record = { ...held, decision: { ...held.decision, override } }
    expect(standingOf({ record, corrections: [] })).toEqual(to)
  })

  it('[PG6] of a reviewed item is the last word; a reprint is none', () => {
    const record = recordOf(3)
    const { inspection: _, ...first } = correctionOf(record)
    const reprint = { ...first, id: 'r', kind: 'reprinted' as const, disposition: 'restock' as const }
    expect(standingOf({ record, corrections: [first, reprint] })).toEqual({
      disposition: 'liquidate',
      grade: 'D',
    })
  })

  it('[PG6] of an item decided at the lane is that decision', () => {
    const record = recordOf(4)
    const decided = {
      ...record,
      decision: { ...record.decision, held: false, disposition: 'recycle' as const },
    }
    expect(standingOf({ record: decided, corrections: [] }).disposition).toBe('recycle')
  })
})

it('[PG28] a label is voided once, after its item is decided, and not printed while it is void', () => {
  const { inspection: _, ...decided } = correctionOf(recordOf(3))
  const said = (...kinds: (typeof decided)['kind'][]) => kinds.map((kind) => ({ ...decided, kind }))
  expect(stateOf({ open: true, corrections: [] })).toBe('waits')
  expect(stateOf({ open: false, corrections: [] })).toBe('decided')
  expect(stateOf({ open: false, corrections: said('overridden', 'reprinted') })).toBe('decided')
  expect(stateOf({ open: false, corrections: said('overridden', 'voided') })).toBe('voided')
  expect(stateOf({ open: false, corrections: said('voided', 'confirmed') })).toBe('decided')
  expect(labelActs.waits).toEqual({ reprint: true, void: false })
  expect(labelActs.decided).toEqual({ reprint: true, void: true })
  expect(labelActs.voided).toEqual({ reprint: false, void: false })
})

it('a filter loses a field that is emptied', () => {
  expect(changed({ which: 'open', text: 'a', grade: 'B' }, { text: '' })).toEqual({
    which: 'open',
    grade: 'B',
  })
  expect(changed({ which: 'all' }, { disposition: 'donate' })).toEqual({
    which: 'all',
    disposition: 'donate',
  })
})

describe('zoom', () => {
  const frame = { width: 800, height: 600 }

  it('[PG9] keeps what is under the pointer in its place', () => {
    const at = { x: 100, y: -50 }
    const zoom = zoomed(wholePhoto, 2, frame, at)
    // The point of the photograph that was under the pointer: before (100, -50), now scale × point + move.
    expect(zoom.scale * at.x + zoom.x).toBeCloseTo(at.x)
    expect(zoom.scale * at.y + zoom.y).toBeCloseTo(at.y)
  })

  it('[PG9] keeps the photograph over its frame', () => {
    expect(panned({ scale: 2, x: 0, y: 0 }, { x: 9999, y: -9999 }, frame)).toEqual({
      scale: 2,
      x: 400,
      y: -300,
    })
    expect(panned(wholePhoto, { x: 50, y: 50 }, frame)).toEqual({ scale: 1, x: 0, y: 0 })
    expect(zoomed({ scale: 3, x: 700, y: 500 }, 1 / 3, frame)).toEqual(wholePhoto)
  })

  it('[PG9] ends at eight times', () => {
    expect(zoomed(wholePhoto, 100, frame).scale).toBe(8)
  })
})

describe('faults', () => {
  const fault = { code: 'NOT_NOW', hint: '', detail: 'wrong step' }

  it('come out of tRPC and REST answers alike', () => {
    expect(faultOf({ data: { fault } })).toEqual({ code: 'NOT_NOW', detail: 'wrong step' })
    expect(faultOf({ error: fault })).toEqual({ code: 'NOT_NOW', detail: 'wrong step' })
  })

  it('no answer at all is a lost station, an answer nobody knows is INTERNAL', () => {
    expect(faultOf(new TypeError('Failed to fetch')).code).toBe('STATION_LOST')
    expect(faultOf({ data: { fault: { code: 'toString' } } }).code).toBe('INTERNAL')
  })
})

it('words follow the reader', () => {
  expect(moneyText({ minor: 123_450, currency: 'EUR' }, 'de')).toMatch(/^1\.234,50\s€$/)
  expect(moneyText({ minor: 500, currency: 'JPY' }, 'en')).toBe('¥500')
  const params = {
    amount: '27.10 EUR',
    gain: '-0.80 EUR',
    yen: '500 JPY',
    grade: 'B',
    share: 66,
    name: '12 ABCD',
  }
  expect(withAmounts(params, 'de')).toEqual({
    ...{
      amount: '27,10\u00a0€',
      gain: '-0,80\u00a0€',
      yen: '500\u00a0¥',
      grade: 'B',
      share: 66,
      name: '12 ABCD',
    },
  })
  expect(agoText(0, 7_200_000, 'en')).toBe('2 hours ago')
  expect(regionOf('en', ['en-US@posix', 'de-DE', 'en-GB'])).toBe('en-GB')
  expect(regionOf('de', ['en-GB'])).toBe('de')
  expect(nearestLanguage('de-AT')).toBe('de')
  expect(nearestLanguage('toString')).toBe('en')
  expect(nearestLanguage(undefined)).toBe('en')
})
