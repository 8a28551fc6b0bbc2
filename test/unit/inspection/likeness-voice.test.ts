import { expect, it } from 'vitest'
import { decide } from '../../../main/inspection/decide.ts'
import { grade } from '../../../main/inspection/grade.ts'
import { defaultPolicy, type Policy } from '../../../main/inspection/policy.ts'
import { reasonText } from '../../../main/inspection/reasons.ts'
import type { LikenessWord } from '../../../main/kernel/finding.ts'
import { expectedItem, goodAnswers, inferred, sees } from './items.ts'

const doubt: LikenessWord = {
  ...{ says: 'hint', doubted: true, sku: 'JUICE-2', title: 'Orange juice', own: 0.6, other: 0.9 },
  ...{ units: 5, others: 12, falseAlarms: { guess: 1 / 6, high: 0.52 }, model: 'names@1.0.0' },
}
const verdict: LikenessWord = {
  ...doubt,
  says: 'verdict',
  units: 16,
  falseAlarms: { guess: 1 / 17, high: 0.206 },
}
/** A policy that has earned its promise: whole items are decided without a person. */
const earned: Policy = {
  ...defaultPolicy,
  promise: { errorRate: 0.02, n: 500 },
  thresholds: { ...defaultPolicy.thresholds, autoConfidence: 0.6 },
}

function itemOf(likeness?: LikenessWord, inspect = true) {
  const seen = sees(0.99, 0.01, 0, [])
  const inference = seen.status === 'done' && likeness ? { ...seen, likeness } : seen
  const item = { ...inferred({ inference, answers: goodAnswers(expectedItem()) }), inspect }
  const verdict = grade(item, earned)
  const proposal = decide({ ...item, verdict }, earned)
  const reasons = [...verdict.reasons, ...proposal.reasons].filter(({ code }) => code.startsWith('likeness_'))
  const texts = (locale: string) => reasons.map(({ code, params }) => reasonText(code, params, locale))
  return { grade: verdict.grade, proposal, texts }
}

it('[GR14] by too few units it is told with the other’s name, and nothing else changes', () => {
  const { grade, proposal, texts } = itemOf(doubt)
  expect(texts('en')).toEqual([
    expect.stringMatching(
      /^Looks like JUICE-2 \(Orange juice\) rather than .+: a hint of 5 whole units, not counted\./,
    ),
  ])
  expect(texts('de')[0]).toMatch(/^Sieht eher aus wie JUICE-2 \(Orange juice\)/)
  const without = itemOf()
  expect([grade, proposal.choice, proposal.decidedBy]).toEqual([
    without.grade,
    without.proposal.choice,
    'auto',
  ])
})

it('[DE12] by units enough a person decides, whatever the promise, and the reason tells it', () => {
  const { proposal, texts } = itemOf(verdict)
  expect(proposal.decidedBy).toBe('operator')
  expect(texts('en')).toEqual([expect.stringMatching(/16 whole units known; at most 21 of 100 right items/)])
  expect(texts('de')[0]).toMatch(/ein Mensch prüft/)
})

it('[DE12] [GR14] what looks like its own SKU, and a title nobody knows, say no more than that', () => {
  expect(itemOf({ ...verdict, doubted: false })).toMatchObject({ proposal: { decidedBy: 'auto' } })
  expect(itemOf({ ...verdict, doubted: false }).texts('en')).toEqual([])
  expect(itemOf({ ...doubt, title: '' }).texts('en')[0]).toMatch(/^Looks like JUICE-2 rather than/)
  // photographs a checklist made unnecessary say nothing
  expect(itemOf(verdict, false).texts('en')).toEqual([])
})
