import { describe, expect, it } from 'vitest'
import { decide } from '../../../main/inspection/decide.ts'
import { grade } from '../../../main/inspection/grade.ts'
import { defaultPolicy, type Policy, parsePolicy } from '../../../main/inspection/policy.ts'
import { reasonText } from '../../../main/inspection/reasons.ts'
import type { Finding, Inference, MemoryWord } from '../../../main/kernel/finding.ts'
import { expectedItem, goodAnswers, inferred, sees, spot } from './items.ts'

const word: MemoryWord = {
  ...{ role: 'top', units: 16, says: 'verdict', different: false, score: 1, registered: true },
  falseAlarms: { guess: 1 / 17, high: 0.206 },
}
const region = { x: 0.1, y: 0.1, width: 0.1, height: 0.1 }
/** A policy that has earned its promise: whole items are decided without a person. */
const earned: Policy = {
  ...defaultPolicy,
  promise: { errorRate: 0.02, n: 500 },
  thresholds: { ...defaultPolicy.thresholds, autoConfidence: 0.6 },
}

function sawWith(memory: readonly MemoryWord[], findings: readonly Finding[] = []): Inference {
  const seen = sees(0.99, 0.01, 0, findings)
  return seen.status === 'done' ? { ...seen, memory } : seen
}

function itemOf(memory: readonly MemoryWord[], findings: readonly Finding[] = []) {
  const item = inferred({
    inference: sawWith(memory, findings),
    answers: goodAnswers(expectedItem()),
  })
  const verdict = grade(item, earned)
  const proposal = decide({ ...item, verdict }, earned)
  const texts = (locale: string) =>
    [...verdict.reasons, ...proposal.reasons]
      .filter(({ code }) => code.startsWith('memory_'))
      .map(({ code, params }) => reasonText(code, params, locale))
  return { verdict, proposal, texts }
}

describe('what whole units say', () => {
  it('[GR16] not different: how many units, and what is promised, rounded up', () => {
    const { texts, proposal } = itemOf([word])
    expect(texts('en')).toEqual([
      'View top: not different from 16 whole units; at most 21 of 100 whole ones are called different.',
    ])
    expect(texts('de')[0]).toMatch(/nicht anders als 16 heile Stücke; höchstens 21 von 100/)
    expect(proposal.decidedBy).toBe('auto')
  })

  it('[GR16] different: at how many places', () => {
    const { texts } = itemOf([{ ...word, different: true, places: [region, region] }])
    expect(texts('en')[0]).toMatch(/differs from 16 whole units \(places: 2\)/)
    expect(texts('de')[0]).toMatch(/weicht von 16 heilen Stücken ab \(Stellen: 2\)/)
  })

  it('[GR16] too few units, and a view that lies otherwise, are told apart', () => {
    const few = { ...word, units: 5, says: 'hint', different: true, places: [region] } as const
    expect(itemOf([few]).texts('en')[0]).toBe(
      'View top: 5 whole units known, 16 are needed: places that differ (1) are hints and not counted.',
    )
    const aside = { ...word, units: 20, says: 'hint', registered: false } as const
    expect(itemOf([aside]).texts('en')[0]).toMatch(/does not lie like its 20 whole units/)
    const { falseAlarms: _none, ...nothing } = word
    expect(itemOf([{ ...nothing, units: 2, says: 'nothing' }]).texts('en')[0]).toMatch(/2 whole units known/)
  })

  it('[GR16] no whole unit known: teach this item; nothing is said where nobody asked', () => {
    expect(itemOf([]).texts('en')).toEqual([
      'No whole unit of this item is known: teach it, so that its photographs can be compared.',
    ])
    const unlisted = inferred({ inference: sawWith([]), item: { kind: 'unlisted', category: 'toys' } })
    expect(grade(unlisted, earned).reasons.map(({ code }) => code)).not.toContain('memory_none')
    expect(grade(inferred({}), earned).reasons.every(({ code }) => !code.startsWith('memory_'))).toBe(true)
  })
})

describe('what counts', () => {
  it('[GR15] a hint is not counted by the rubric, nor by a rule, nor called weak', () => {
    const hint = spot({ type: 'penetration', severity: 'major', score: 0.99, hint: true })
    const { verdict } = itemOf([word], [hint])
    expect(verdict).toMatchObject({ grade: 'A', voices: { rubric: 'A' } })
    const weak = itemOf([word], [{ ...hint, score: 0.1 }])
    expect(weak.verdict.reasons.map(({ code }) => code)).not.toContain('weak_findings')
    const { hint: _hint, ...counted } = hint
    expect(itemOf([word], [counted]).verdict.grade).toBe('E')
  })

  it('[DE13] different and nothing found there: a person looks, whatever the promise', () => {
    const different = { ...word, different: true }
    expect(itemOf([different]).proposal).toMatchObject({ decidedBy: 'operator' })
    expect(itemOf([different]).texts('en')[1]).toMatch(/differs from 16 whole units and no finding says how/)
    const view = { role: 'top', region } as const
    const hint = spot({ view, hint: true })
    expect(itemOf([different], [hint]).proposal.decidedBy).toBe('operator')
    const elsewhere = spot({ view: { role: 'left', region } })
    expect(itemOf([different], [elsewhere]).proposal.decidedBy).toBe('operator')
    const found = itemOf([different], [spot({ view })])
    expect(found.texts('en')).toHaveLength(1)
  })
})

it('[PO7] who lets good units join the memory is the supervisor where the policy does not say', () => {
  expect(defaultPolicy.memory.confirmedBy).toBe('supervisor')
  const said = parsePolicy({ ...defaultPolicy, memory: { confirmedBy: 'operator' } })
  expect(said.memory.confirmedBy).toBe('operator')
  expect(() => parsePolicy({ ...defaultPolicy, memory: { confirmedBy: 'anybody' } })).toThrow(
    /memory.confirmedBy/,
  )
})
