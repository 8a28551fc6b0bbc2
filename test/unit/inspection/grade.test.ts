import { describe, expect, it } from 'vitest'
import { grade } from '../../../main/inspection/grade.ts'
import { defaultPolicy as policy } from '../../../main/inspection/policy.ts'
import { expectedItem, goodAnswers, inferred, lineOf, mute, sees, spot, unsure } from './items.ts'

const verdictOf = (facts: Parameters<typeof inferred>[0]) => grade(inferred(facts), policy)
const codes = (facts: Parameters<typeof inferred>[0]) => verdictOf(facts).reasons.map(({ code }) => code)

describe('two voices', () => {
  it('[GR1] a clean item is A by both', () => {
    expect(verdictOf({})).toMatchObject({ grade: 'A', voices: { rubric: 'A', model: 'A' } })
  })

  it('[GR1] the worse counts, whichever it is', () => {
    const seen = verdictOf({ inference: sees(0.05, 0.15, 0.8) })
    expect(seen).toMatchObject({ grade: 'D', voices: { rubric: 'A', model: 'D' } })
    const worn = verdictOf({ answers: goodAnswers(expectedItem(), { unworn: 'no' }) })
    expect(worn).toMatchObject({ grade: 'D', voices: { rubric: 'D', model: 'A' } })
  })

  it('[GR1] a silent model leaves the rubric', () => {
    expect(verdictOf({ inference: unsure })).toMatchObject({
      grade: 'A',
      voices: { rubric: 'A', model: 'U' },
    })
  })
})

describe('the rubric', () => {
  it.each([
    [0, 'A'],
    [1, 'B'],
    [2, 'C'],
    [3, 'C'],
    [4, 'D'],
    [8, 'D'],
    [9, 'E'],
  ] as const)('[GR2] %i small stains on clothes are %s', (count, grade) => {
    const findings = Array.from({ length: count }, () => spot())
    expect(verdictOf({ inference: sees(1, 0, 0, findings) }).voices.rubric).toBe(grade)
  })

  it('[GR2] a hole no grade allows is E', () => {
    const hole = spot({ type: 'penetration', severity: 'major' })
    expect(verdictOf({ inference: sees(1, 0, 0, [hole]) }).voices.rubric).toBe('E')
  })

  it('[GR4] percent counts only where nothing was measured', () => {
    const rubric = (size: object) =>
      verdictOf({ inference: sees(1, 0, 0, [{ ...spot(), ...size }]) }).voices.rubric
    expect(rubric({ sizePercent: 2 })).toBe('C')
    expect(rubric({ sizePercent: 2, sizeMm: 5 })).toBe('B')
    expect(rubric({ sizePercent: 0.1, sizeMm: 100 })).toBe('D')
  })

  it('[GR5] weak findings are not counted, and that is said', () => {
    const weak = { inference: sees(1, 0, 0, [spot({ score: 0.3 })]) }
    expect(verdictOf(weak).voices.rubric).toBe('A')
    expect(verdictOf(weak).reasons).toContainEqual(
      expect.objectContaining({ code: 'weak_findings', params: { count: 1, limit: 50 } }),
    )
  })

  it('[GR6] sealed is like new', () => {
    const sealed = verdictOf({ answers: [{ question: 'sealed', answer: 'yes' }], inference: unsure })
    expect(sealed).toMatchObject({ grade: 'A', voices: { rubric: 'A', model: 'U' } })
    expect(sealed.probabilities.A).toBeGreaterThan(0.9)
  })
})

describe('nobody can tell', () => {
  it('[GR7] without eyes and without answers it is U', () => {
    const blind = { inference: unsure, answers: [] }
    expect(verdictOf(blind)).toMatchObject({ grade: 'U', voices: { rubric: 'U', model: 'U' } })
    expect(codes(blind)).toEqual(['eyes_unsure', 'nobody_knows'])
  })

  it('[GR7] an answer that could not have meant anything tells nothing', () => {
    const open = [
      { question: 'sealed', answer: 'no' },
      { question: 'unworn', answer: 'unknown' },
    ] as const
    expect(verdictOf({ inference: unsure, answers: open }).grade).toBe('U')
  })

  it('[GR7] an empty parcel is U', () => {
    const empty = verdictOf({ item: { kind: 'empty_parcel', line: lineOf() } })
    expect(empty.grade).toBe('U')
    expect(empty.reasons[0]?.text).toBe('The parcel was empty: there is nothing to grade.')
  })

  it.each([
    ['not a number', Number.NaN, Number.NaN, Number.NaN],
    ['nothing', 0, 0, 0],
    ['negative', -1, 1, 1],
    ['more than everything', 1, 1, 1],
    ['nearly nothing', 0, 0, 5e-324],
  ])('[GR10] odds that are %s are silence', (_, none, minor, major) => {
    expect(verdictOf({ inference: sees(none, minor, major) }).voices).toEqual({ rubric: 'A', model: 'U' })
  })
})

describe('odds and words', () => {
  it('[GR8] a finding weighs what its score says', () => {
    const hole = (score: number) =>
      verdictOf({ inference: sees(1, 0, 0, [spot({ type: 'penetration', severity: 'major', score })]) })
    expect(hole(0.6).probabilities.E).toBeCloseTo(0.6)
    expect(hole(0.9).probabilities.E).toBeCloseTo(0.9)
    expect(hole(0.6).grade).toBe('E')
  })

  it('[GR8] without photographs the grade is believed less, and never too high', () => {
    const { probabilities } = verdictOf({
      inference: unsure,
      answers: goodAnswers(expectedItem(), { tags_on: 'no' }),
    })
    expect(probabilities).toMatchObject({ A: 0, B: policy.trust.checklist })
    expect(probabilities.C + probabilities.D + probabilities.E).toBeCloseTo(1 - policy.trust.checklist)
  })

  it('[GR9] says why, with numbers', () => {
    const texts = verdictOf({
      inference: sees(0.2, 0.7, 0.1, [spot(), spot({ sizePercent: 2 })]),
    }).reasons.map(({ text }) => text)
    expect(texts).toEqual([
      'Grade C by the rubric: minor stain, scratch or wear found 2×, B allows 1.',
      'The model eye@1 sees no damage 20 %, minor 70 %, major 10 %: most likely grade B (34 %).',
      'The rubric says C, the model says B: the worse counts.',
    ])
  })

  it('[GR9] names the answer a finding came from', () => {
    expect(codes({ answers: goodAnswers(expectedItem(), { tags_on: 'no' }) })).toContain('answered')
  })
})

describe('[GR11] a model that has not earned a word on severity', () => {
  it('leaves the grade to the rubric', () => {
    const verdict = verdictOf({ inference: mute() })
    expect(verdict).toMatchObject({ grade: 'A', voices: { rubric: 'A', model: 'U' } })
    expect(verdict.reasons.map(({ code }) => code)).toContain('model_silent')
    expect(Object.values(verdict.probabilities).reduce((sum, each) => sum + each, 0)).toBeCloseTo(1)
  })

  it('its findings still count', () => {
    expect(verdictOf({ inference: mute([spot()]) }).grade).toBe('B')
  })

  it('without answers nobody can tell', () => {
    expect(verdictOf({ inference: mute(), answers: [] }).grade).toBe('U')
  })
})

describe('a head learnt at the station', () => {
  const head = { head: 'grades-1@1.0.0', sure: true, promised: 0.9, decisions: 240 }
  const odds = { A: 0.02, B: 0.05, C: 0.9, D: 0.02, E: 0.01 }
  const saying = (learnt: object, base = mute()) => ({
    inference: { ...base, learnt: { ...head, odds, ...learnt } } as typeof base,
  })

  it('[GR12] is a voice where it is sure, with its promise in words', () => {
    const verdict = verdictOf(saying({}))
    expect(verdict).toMatchObject({ grade: 'C', voices: { rubric: 'A', model: 'C' } })
    expect(verdict.reasons.map(({ text }) => text)).toContain(
      'Learnt here from 240 confirmed decisions: grade C (90 %). Where it is this sure, at least 90 of 100 are right.',
    )
    expect(codes(saying({}))).not.toContain('model_silent')
  })

  it('[GR12] the worse of it and the odds of damage counts, whichever it is', () => {
    expect(verdictOf(saying({}, sees(1, 0, 0))).voices.model).toBe('C')
    expect(verdictOf(saying({}, sees(0.05, 0.15, 0.8))).voices.model).toBe('D')
    const { probabilities } = verdictOf(saying({}, sees(0.05, 0.15, 0.8)))
    expect(Object.values(probabilities).reduce((sum, each) => sum + each, 0)).toBeCloseTo(1)
  })

  it('[GR12] gives a grade where no answer tells anything', () => {
    expect(verdictOf({ ...saying({}), answers: [] }).grade).toBe('C')
  })

  it('[GR12] not sure, it says so and weighs nothing', () => {
    const verdict = verdictOf(saying({ sure: false }))
    expect(verdict).toMatchObject({ grade: 'A', voices: { rubric: 'A', model: 'U' } })
    expect(codes(saying({ sure: false }))).toEqual(expect.arrayContaining(['model_silent', 'learnt_unsure']))
    expect(verdict.probabilities).toEqual(verdictOf({ inference: mute() }).probabilities)
  })

  it('[GR17] the one that ships is told where it is sure, and changes nothing', () => {
    const without = verdictOf({ inference: mute() })
    const verdict = verdictOf(saying({ hint: true }))
    expect(verdict).toEqual({ ...without, reasons: expect.anything() })
    expect(
      verdict.reasons.filter((each) => !without.reasons.some(({ text }) => text === each.text)),
    ).toMatchObject([
      { text: 'Learnt from made damage, not here: grade C (90 %). A hint only: it decides nothing.' },
    ])
    expect(verdictOf(saying({ hint: true, sure: false }))).toEqual(without)
    expect(verdictOf({ ...saying({ hint: true }), answers: [] }).grade).toBe('U')
  })

  it.each([
    ['no numbers', { odds: { ...odds, A: Number.NaN } }],
    ['more than everything', { odds: { ...odds, A: 1 } }],
    ['negative', { odds: { ...odds, A: -0.5, B: 0.57 } }],
    ['without a promise', { promised: Number.NaN }],
  ])('[GR13] odds that are %s are not heard', (_, nonsense) => {
    expect(verdictOf(saying(nonsense))).toEqual(verdictOf({ inference: mute() }))
  })

  it('[GR13] is not heard on odds of damage that are nonsense', () => {
    const broken = sees(Number.NaN, 0, 0)
    expect(verdictOf(saying({}, broken))).toEqual(verdictOf({ inference: broken }))
  })
})
