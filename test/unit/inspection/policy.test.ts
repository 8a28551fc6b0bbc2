import { describe, expect, it } from 'vitest'
import { defaultPolicy, parsePolicy, reasonsFor } from '../../../main/inspection/policy.ts'
import { dispositions } from '../../../main/inspection/record.ts'
import { Fault } from '../../../main/kernel/fault.ts'
import { categories } from '../../../main/kernel/item.ts'
import type { Draft } from './items.ts'

function mistake(change: (draft: Draft) => void): string {
  const draft = structuredClone(defaultPolicy) as Draft
  change(draft)
  return whyRefused(draft)
}

function whyRefused(value: unknown): string {
  try {
    parsePolicy(value)
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(Fault)
    expect((thrown as Fault).code).toBe('POLICY_WRONG')
    return (thrown as Fault).detail
  }
  return 'accepted'
}

/** Writes a value where the types would not let it. */
function put(draft: Draft, path: string, value: unknown): void {
  const steps = path.split('.')
  const last = steps.pop() ?? ''
  let here: unknown = draft
  for (const step of steps) here = (here as Record<string, unknown>)[step]
  if (value === undefined) delete (here as Record<string, unknown>)[last]
  else (here as Record<string, unknown>)[last] = value
}

describe('a mistake in a policy', () => {
  it.each([
    ['thresholds.autoConfidence', 1.4, 'found 1.4, allowed is at most 1.'],
    ['thresholds.autoConfidence', '0.9', 'found "0.9", allowed is a value of type number.'],
    [
      'thresholds.autoConfidense',
      0.9,
      'found an unknown key, allowed is only about, findingScore, autoConfidence,',
    ],
    ['version', undefined, 'found nothing, allowed is a value of type string.'],
    ['label.dpi', 204, 'found 204, allowed is one of 203, 300, 600.'],
    ['label.widthMm', 70, 'found 70, allowed is at least 96.'],
    ['currency', 'euro', 'found "euro", allowed is three capital letters (ISO 4217).'],
    ['rules.0.allow.0', 'sell', 'found "sell", allowed is one of restock, open_box,'],
    ['questions.sealed.text.en', undefined, 'found nothing, allowed is a value of type string.'],
    [
      'questions.Sealed',
      { text: { en: 'x' } },
      'found an unknown key, allowed is small letters, digits and _',
    ],
    ['offers.toys.restock', 'BA', 'found "BA", allowed is grades in order, for example ABC.'],
    ['recovery.toys.restock', { A: 1 }, ''],
    ['rubrics.toys.A.scratch', { minor: 1, major: 0 }, 'found an unknown key, allowed is only penetration,'],
    ['promise', { errorRate: 0.1, n: 0 }, ''],
  ])('[PO1] %s: %j', (path, value, sentence) => {
    const detail = mistake((draft) => put(draft, path, value))
    expect(detail.startsWith(path)).toBe(true)
    expect(detail).toContain(sentence)
    expect(detail.endsWith('.')).toBe(true)
  })

  it.each([null, undefined, [], 'policy', 7])('[PO1] %j is no policy', (value) => {
    expect(whyRefused(value)).toMatch(/^policy: found .*, allowed is a value of type object\.$/)
  })

  it('[PO1] several mistakes: the first in full, the others counted', () => {
    const detail = mistake((draft) => {
      put(draft, 'version', '')
      put(draft, 'region', '')
    })
    expect(detail).toBe('version: found "", allowed is at least 1 characters (and 1 more).')
  })
})

describe('mistakes between parts', () => {
  it.each([
    ['checklists.toys.0.ask', 'sealde', 'found sealde, allowed is a question in "questions": sealed,'],
    ['rules.3.when.withoutYes', ['sealde'], 'found sealde'],
    ['severityOdds.none.A', 0.5, 'severityOdds.none: found a sum of 0.640, allowed is a sum of 1.'],
    ['rubrics.toys.B', {}, 'rubrics.toys.B.actuation: found less than the better grade allows'],
    ['rubrics.toys.C.superficial.maxMm', 5, 'rubrics.toys.C.superficial: found less'],
    ['reasonCodes.1.code', 'grading.too_strict', 'reasonCodes: found grading.too_strict twice'],
    ['reasonCodes.1.code', 'engine.dead', 'reasonCodes: found engine.dead, allowed is a part of grading,'],
    ['rules.1.id', 'recalled', 'rules: found recalled twice'],
    ['checklists.toys.2.no', { type: 'spillage' }, 'found a type without severity'],
    [
      'thresholds.lowConfidence',
      0.95,
      'thresholds.autoConfidence: found 0.9, allowed is at least lowConfidence (0.95).',
    ],
  ])('[PO2] %s', (path, value, sentence) => {
    expect(mistake((draft) => put(draft, path, value))).toContain(sentence)
  })
})

describe('the default policy', () => {
  it('[PO3] passes its own checks', () => {
    expect(parsePolicy(structuredClone(defaultPolicy))).toEqual(defaultPolicy)
    expect(defaultPolicy.promise).toBeNull()
  })

  it('[PO3] every text is there in both languages', () => {
    const texts = [
      ...Object.values(defaultPolicy.questions).flatMap(({ text, hint }) => [text, ...(hint ? [hint] : [])]),
      ...defaultPolicy.rules.map(({ text }) => text),
      ...defaultPolicy.reasonCodes.map(({ text }) => text),
      ...Object.values(defaultPolicy.reasonParts),
    ]
    for (const text of texts) expect(text).toMatchObject({ en: expect.any(String), de: expect.any(String) })
  })

  it('[PO3] every question is asked somewhere, every category has a checklist and a way out for every grade', () => {
    const asked = new Set(categories.flatMap((each) => defaultPolicy.checklists[each].map(({ ask }) => ask)))
    expect(Object.keys(defaultPolicy.questions).filter((id) => !asked.has(id))).toEqual([])
    for (const category of categories)
      for (const grade of ['A', 'B', 'C', 'D', 'E'])
        expect(
          dispositions.some(
            (each) => each !== 'quarantine' && defaultPolicy.offers[category][each].includes(grade),
          ),
        ).toBe(true)
  })

  it('[PO3] a better grade never brings less', () => {
    for (const category of categories)
      for (const disposition of dispositions.filter((each) => each !== 'recycle')) {
        const { A, B, C, D, E } = defaultPolicy.recovery[category][disposition]
        expect([A, B, C, D, E]).toEqual([A, B, C, D, E].toSorted((a, b) => b - a))
      }
  })

  it('[PO3] reasons of a category, with the words for each and for its part', () => {
    const reasons = reasonsFor('apparel', defaultPolicy)
    expect(reasons).toContainEqual({
      code: 'surface.worn',
      texts: { en: 'Worn, used or washed', de: 'Getragen, benutzt oder gewaschen' },
      part: { en: 'Surface', de: 'Oberfläche' },
    })
    expect(reasons.map(({ code }) => code)).not.toContain('function.dead')
  })
})
