import { describe, expect, it } from 'vitest'
import { conclude, nextQuestion, questionsFor, raisedBy } from '../../../main/inspection/checklist.ts'
import { defaultPolicy as policy } from '../../../main/inspection/policy.ts'
import { expectedItem, lineOf } from './items.ts'

const ids = (item: Parameters<typeof questionsFor>[0]) => questionsFor(item, policy).map(({ id }) => id)

describe('the checklist', () => {
  it('[CK1] asks what the category and the flags need', () => {
    expect(ids(expectedItem({ category: 'footwear' }))).toEqual([
      'sealed',
      'pair',
      'soles_clean',
      'box_whole',
    ])
    expect(ids(expectedItem())).not.toContain('hygiene_seal')
    expect(ids(expectedItem({ flags: ['hygiene'] }))).toContain('hygiene_seal')
  })

  it('[CK1] asks for a serial number only where one is on file, and shows it', () => {
    const phone = { category: 'small_electronics', flags: ['serialised'] } as const
    expect(ids(expectedItem(phone))).not.toContain('serial_matches')
    const question = questionsFor(expectedItem(phone, { serial: 'SN $& 9' }), policy).find(
      ({ id }) => id === 'serial_matches',
    )
    expect(question?.text.en).toContain('SN $& 9')
    expect(question?.text.de).toContain('SN $& 9')
  })

  it('[CK2] one at a time, numbered', () => {
    const item = expectedItem({ category: 'footwear' })
    expect(nextQuestion(item, [], policy)).toMatchObject({ question: { id: 'sealed' }, number: 1, of: 4 })
    const one = [{ question: 'sealed', answer: 'no' }] as const
    expect(nextQuestion(item, one, policy)).toMatchObject({ question: { id: 'pair' }, number: 2, of: 4 })
  })

  it('[CK2] a later answer replaces an earlier one', () => {
    const item = expectedItem({ category: 'footwear' })
    const changed = [
      { question: 'pair', answer: 'no' },
      { question: 'pair', answer: 'yes' },
    ] as const
    expect(conclude(changed, item, policy).told).toEqual([])
  })

  it('[CK3] sealed ends it, without photographs', () => {
    const sealed = [{ question: 'sealed', answer: 'yes' }] as const
    expect(nextQuestion(expectedItem(), sealed, policy)).toBeUndefined()
    expect(conclude(sealed, expectedItem(), policy)).toEqual({ told: [], inspect: false })
  })

  it('[CK4] answers become findings and alarms', () => {
    const item = expectedItem({ category: 'small_electronics' })
    const dead = [{ question: 'powers_on', answer: 'no' }] as const
    expect(conclude(dead, item, policy)).toEqual({
      told: [{ type: 'deconstruction', severity: 'major', score: 1, source: 'checklist' }],
      inspect: true,
    })
    expect(raisedBy(dead, item, policy)).toEqual(['not_working'])
  })

  it('[CK4] an answer to a question nobody asked counts for nothing', () => {
    const stray = [{ question: 'powers_on', answer: 'no' }] as const
    expect(conclude(stray, expectedItem(), policy).told).toEqual([])
  })

  it('[CK5] an empty parcel has nothing to ask', () => {
    const empty = { kind: 'empty_parcel', line: lineOf() } as const
    expect(questionsFor(empty, policy)).toEqual([])
    expect(conclude([], empty, policy)).toMatchObject({ told: [{ type: 'missing_unit' }], inspect: false })
  })
})
