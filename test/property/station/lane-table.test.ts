import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type LaneState, laneStates } from '../../../main/api/views.ts'
import { laneEvents, laneTable } from '../../../main/station/lane-table.ts'

describe('[LN1] the lane table', () => {
  it('answers every event in every state, with a state or ignore', () => {
    for (const state of laneStates) {
      for (const event of laneEvents) expect([...laneStates, 'ignore']).toContain(laneTable[state][event])
    }
  })

  it('no walk of events leaves the table, and the walk reaches every state', () => {
    const reached = new Set<string>()
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...laneEvents), { minLength: 300, maxLength: 600, size: 'max' }),
        (events) => {
          let state: LaneState = 'scan'
          for (const event of events) {
            const next: LaneState | 'ignore' = laneTable[state][event]
            if (next !== 'ignore') state = next
            reached.add(state)
          }
          expect(laneStates).toContain(state)
        },
      ),
      { numRuns: 300 },
    )
    expect([...reached].sort()).toEqual([...laneStates].sort())
  })

  it('a confirmed item cannot be cancelled before it is written', () => {
    expect(laneTable.confirmed.cancelled).toBe('ignore')
    expect(laneTable.committing.cancelled).toBe('ignore')
  })

  it('[LN4] a scan is taken while a label prints, and in no state where an item is being worked on', () => {
    const taking = laneStates.filter((state) => laneTable[state].scanned !== 'ignore')
    expect(taking).toEqual(['scan', 'identified', 'printing'])
  })
})
