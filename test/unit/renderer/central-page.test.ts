import { describe, expect, expectTypeOf, it } from 'vitest'
import type { CentralInspection, Choices, ItemPage, Report } from '../../../renderer/central/answers.ts'
import { dimensions } from '../../../renderer/central/answers.ts'
import { centralFault } from '../../../renderer/central/ask.ts'
import { behind } from '../../../renderer/central/behind.ts'
import { chartDays, seenDispositions } from '../../../renderer/central/chart-rows.ts'
import { addressOfPlace, placeOf, queryOf, usualGroup } from '../../../renderer/central/place.ts'
import type { Choices as CentralChoices } from '../../../sync/central/reports/choices.ts'
import { type DispositionReport, dimensionNames } from '../../../sync/central/reports/dispositions.ts'
import type { InspectionList } from '../../../sync/central/reports/inspection-list.ts'
import type { InspectionView } from '../../../sync/central/reports/inspection-view.ts'

const row = { items: 2, waiting: 0, corrected: 0, value: null, expected: null }

it('[PG11] what central answers fits what its page reads', () => {
  expectTypeOf<DispositionReport>().toExtend<Report>()
  expectTypeOf<CentralChoices>().toExtend<Choices>()
  expectTypeOf<InspectionList>().toExtend<ItemPage>()
  expectTypeOf<InspectionView['now']>().toExtend<CentralInspection['now']>()
  expectTypeOf<InspectionView['station']>().toExtend<CentralInspection['station']>()
  expect([...dimensions].sort()).toEqual([...dimensionNames].sort())
})

it('[PG27] a page of central says that central does not answer, never the station', () => {
  expect(centralFault(new TypeError('Failed to fetch')).code).toBe('CENTRAL_LOST')
  expect(centralFault({ error: { code: 'KEY_REFUSED', detail: 'x' } })).toEqual({
    code: 'KEY_REFUSED',
    detail: 'x',
  })
})

describe('places', () => {
  it('go into the address and back', () => {
    const places = [
      { view: 'report', filter: { site: 'Poznań', from: '2026-01-02' }, group: ['site', 'grade'] },
      { view: 'items', filter: { sku: 'A&B=C' } },
      { view: 'inspection', id: 'x/y' },
    ] as const
    for (const place of places) expect(placeOf(addressOfPlace(place))).toEqual(place)
  })

  it('anything else is the whole report', () => {
    expect(placeOf('#/nonsense?group=evil')).toEqual({ view: 'report', filter: {}, group: usualGroup })
    expect(queryOf({ to: '2026-01-03' }, { limit: '5' })).toBe('to=2026-01-03&limit=5')
  })
})

it('[PG10] a line leads to its own items', () => {
  const place = { filter: { grade: 'A', from: '2026-01-01' }, group: ['day', 'site'] as const }
  expect(behind({ ...row, day: '2026-01-05', site: 'Venlo' }, place)).toEqual({
    grade: 'A',
    from: '2026-01-05',
    to: '2026-01-05',
    site: 'Venlo',
  })
})

it('the chart adds up a day over currencies, oldest first', () => {
  const days = chartDays([
    { ...row, day: '2026-01-02', disposition: 'restock', items: 3 },
    { ...row, day: '2026-01-01', disposition: 'donate', items: 1 },
    { ...row, day: '2026-01-02', disposition: 'restock', items: 2 },
    { ...row, day: '2026-01-02', disposition: 'unheard_of', items: 9 },
  ])
  expect(days).toEqual([
    { day: '2026-01-01', donate: 1 },
    { day: '2026-01-02', restock: 5 },
  ])
  expect(seenDispositions(days)).toEqual(['restock', 'donate'])
})
