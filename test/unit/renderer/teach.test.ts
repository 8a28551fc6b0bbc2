import { describe, expect, it } from 'vitest'
import type { TeachOutcome, TeachView } from '../../../main/api/teach-views.ts'
import type { LaneView } from '../../../main/api/views.ts'
import { type Idle, idleStep, worksAtLane } from '../../../renderer/frame/idle.ts'
import { memoryOf, toldAs } from '../../../renderer/kit/memory-line.tsx'
import { untaughtSku } from '../../../renderer/lane/teach-offer.tsx'
import { laneIsFree, skuOnLane } from '../../../renderer/teach/lane-item-hint.tsx'
import { ofHundred } from '../../../renderer/teach/promise-line.tsx'
import { fitting } from '../../../renderer/teach/taught-list.tsx'
import { nowOf } from '../../../renderer/teach/teach-word.tsx'
import { marksOf } from '../../../renderer/teach/unit-marks.tsx'
import { pointsOf, saidOf } from '../../../renderer/teach/unit-photos.tsx'
import { shownUnit, withOutcome } from '../../../renderer/teach/use-teaching.ts'
import { compared, laneFaces } from '../../rigs/fake-lane-views.ts'
import { taughtRows } from '../../rigs/fake-teach-and-models.ts'

const taught = { units: 5, needs: { hint: 4, verdict: 16 } }
const kept = (first: string): TeachOutcome => ({
  kind: 'kept',
  views: [
    { role: 'top', outline: [], registered: true, quality: 0.9 },
    { role: 'left', outline: [], registered: false, quality: 0.2 },
  ],
  taught: { ends: { first, last: 'u2' } } as TeachView,
})

describe('the row of marks', () => {
  it('[TS1] has one mark a unit up to the number that counts, and says what begins where', () => {
    const marks = marksOf(taught)
    expect(marks).toHaveLength(16)
    expect(marks.filter(({ known }) => known)).toHaveLength(5)
    expect(marks.flatMap(({ begins }, at) => (begins ? [`${at + 1} ${begins}`] : []))).toEqual([
      '4 hint',
      '16 verdict',
    ])
    expect(marksOf({ ...taught, units: 40 }).every(({ known }) => known)).toBe(true)
  })

  it('[TS2] 16 units promise about 6 false alarms of 100, at most 21: the bound is rounded up', () => {
    expect(ofHundred({ guess: 1 / 17, high: 1 - 0.025 ** (1 / 16) })).toEqual({ guess: 6, high: 21 })
    expect(ofHundred({ guess: 0.2, high: 0.5 })).toEqual({ guess: 20, high: 50 })
    expect(ofHundred({ guess: 0.001, high: 0.0101 })).toEqual({ guess: 0, high: 2 })
  })
})

describe('a unit on the screen', () => {
  const tried = shownUnit({ unit: 'u2', roles: ['top', 'left'] })
  const words = (shown: typeof tried) => shown.views.map((view) => saidOf(view, shown))

  it('[TS3] says nothing until it was looked at, then how each view lies', () => {
    expect(tried.looking).toBe(true)
    expect(words(tried)).toEqual([undefined, undefined])
    expect(words(withOutcome(tried, kept('u1')))).toEqual(['lies', 'free'])
    expect(words(withOutcome(tried, kept('u2')))).toEqual(['isFirst', 'isFirst'])
  })

  it('[TS3] a refused unit names the one view that would not do', () => {
    const refused = withOutcome(tried, { kind: 'refused', role: 'left', why: 'two_items' })
    expect(words(refused)).toEqual([undefined, 'refused'])
    expect(refused.looking).toBe(false)
    expect(refused.views[1]).toEqual({ role: 'left', refused: 'two_items' })
  })

  it('[TS3] the sentence follows the moment', () => {
    expect(nowOf('ready', undefined)).toBe('first')
    expect(nowOf('looking', undefined)).toBe('looking')
    expect(nowOf('ready', 'refused')).toBe('refused')
  })

  it('an outline is drawn over a square of 100', () => {
    expect(
      pointsOf([
        { x: 0.5, y: 1 },
        { x: 0, y: 0.25 },
      ]),
    ).toBe('50.00,100.00 0.00,25.00')
  })
})

describe('[TS4] the list of taught products', () => {
  it('is searched by every word, in number or title, in any case', () => {
    const rows = taughtRows(5_000)
    expect(fitting(rows, '')).toHaveLength(5_000)
    expect(new Set(fitting(rows, 'KETTLE steel').map(({ title }) => title)).size).toBe(1)
    expect(fitting(rows, 'hood-grey-l-9').length).toBeGreaterThan(0)
    expect(fitting(rows, 'kettle shoe')).toEqual([])
  })
})

describe('[TS5] the lane and teaching', () => {
  it('a label that still prints keeps nobody from teaching, an item does', () => {
    expect(laneIsFree(laneFaces.scan)).toBe(true)
    expect(laneIsFree(laneFaces.printing)).toBe(true)
    expect(laneIsFree(laneFaces.checking)).toBe(false)
    expect(laneIsFree(undefined)).toBe(false)
  })

  it('the item on the lane can be taught when its code can only mean one product', () => {
    const checking: LaneView = laneFaces.checking
    expect(skuOnLane(checking)).toBe('KETTLE-17')
    expect(skuOnLane(laneFaces.identified)).toBeUndefined()
    const one: LaneView = laneFaces.identified
    expect(skuOnLane({ ...one, candidates: one.candidates.slice(0, 1) })).toBe('KETTLE-17')
    expect(skuOnLane(laneFaces.unknown)).toBeUndefined()
  })

  it('the proposal offers teaching only where no whole unit is known and the eyes looked', () => {
    const item = laneFaces['proposing-untaught'].item!
    expect(untaughtSku(item)).toBe('KETTLE-17')
    expect(untaughtSku(laneFaces['proposing-compared'].item!)).toBeUndefined()
    expect(untaughtSku(laneFaces['proposing-held'].item!)).toBeUndefined()
    const { memory: _none, ...silent } = compared
    expect(untaughtSku({ ...item, inference: silent })).toBe('KETTLE-17')
  })
})

describe("[MW1] the memory's word", () => {
  it('is told by what it may say and what it saw', () => {
    const word = memoryOf(compared, 'top')
    expect(word && toldAs(word)).toBe('different')
    expect(word && toldAs({ ...word, different: false })).toBe('same')
    expect(word && toldAs({ ...word, says: 'hint' })).toBe('hint')
    expect(word && toldAs({ ...word, says: 'nothing' })).toBe('few')
    expect(memoryOf(compared, 'label')).toBeUndefined()
    expect(memoryOf({ status: 'unsure', why: 'no_model', detail: '' }, 'top')).toBeUndefined()
  })
})

describe('[IL1] a person who does nothing', () => {
  const minute = 60_000
  const idle = (change: Partial<Idle>) =>
    idleStep({ now: 0, last: 0, minutes: 15, working: false, ...change })

  it('is warned a minute before, and logged out after the minutes of the role', () => {
    expect(idle({ now: 13.9 * minute })).toBe('stay')
    expect(idle({ now: 14 * minute })).toBe('warn')
    expect(idle({ now: 15 * minute })).toBe('leave')
    expect(idle({ now: 999 * minute, minutes: undefined })).toBe('stay')
  })

  it('is never logged out while an item is on the lane that this page works at', () => {
    expect(idle({ now: 999 * minute, working: true })).toBe('stay')
    expect(worksAtLane('127.0.0.1', 'review')).toBe(true)
    expect(worksAtLane('dock4.example', 'review')).toBe(false)
    expect(worksAtLane('dock4.example', 'lane')).toBe(true)
  })
})
