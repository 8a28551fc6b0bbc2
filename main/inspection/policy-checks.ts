import type { z } from 'zod'
import { findingTypes } from '../kernel/finding.ts'
import { categories } from '../kernel/item.ts'
import type { policySchema } from './policy-schema.ts'

type Draft = z.infer<typeof policySchema>
/** What a well-typed policy still gets wrong: key, what was found, what is allowed. */
export interface Mistake {
  readonly key: string
  readonly found: string
  readonly allowed: string
}

/** Mistakes between parts of a policy that each look right alone; empty when there are none. */
export function mistakesIn(policy: Draft): readonly Mistake[] {
  return [
    ...unknownQuestions(policy),
    ...unevenOdds(policy),
    ...rubricsThatRise(policy),
    ...repeated(policy),
    ...strayReasons(policy),
    ...halfMeanings(policy),
    ...thresholdsCrossed(policy),
  ]
}

function unknownQuestions({ checklists, questions, rules }: Draft): Mistake[] {
  const known = Object.keys(questions)
  const asked = categories.flatMap((category) =>
    checklists[category].map((each, at) => ({ key: `checklists.${category}.${at}.ask`, id: each.ask })),
  )
  const named = rules.flatMap(({ when }, at) =>
    (when.withoutYes ?? []).map((id) => ({ key: `rules.${at}.when.withoutYes`, id })),
  )
  return [...asked, ...named]
    .filter(({ id }) => !known.includes(id))
    .map(({ key, id }) => ({ key, found: id, allowed: `a question in "questions": ${known.join(', ')}` }))
}

function unevenOdds({ severityOdds }: Draft): Mistake[] {
  return (['none', 'minor', 'major'] as const).flatMap((severity) => {
    const { A, B, C, D, E } = severityOdds[severity]
    const sum = A + B + C + D + E
    if (Math.abs(sum - 1) < 1e-6) return []
    return [{ key: `severityOdds.${severity}`, found: `a sum of ${sum.toFixed(3)}`, allowed: 'a sum of 1' }]
  })
}

/** A worse grade must allow at least what a better one does, else more damage could mean a better grade. */
function rubricsThatRise({ rubrics }: Draft): Mistake[] {
  return categories.flatMap((category) =>
    (['A', 'B', 'C'] as const).flatMap((better, at) => {
      const worse = (['B', 'C', 'D'] as const)[at] ?? 'D'
      return findingTypes
        .filter((type) => stricter(rubrics[category][worse][type], rubrics[category][better][type]))
        .map((type) => ({
          key: `rubrics.${category}.${worse}.${type}`,
          found: 'less than the better grade allows',
          allowed: `at least what grade ${better} allows`,
        }))
    }),
  )
}

type Limit = Draft['rubrics']['toys']['A']['superficial']

function stricter(worse: Limit, better: Limit): boolean {
  if (!better) return false
  if (!worse) return better.minor > 0 || better.major > 0
  return (
    worse.minor < better.minor ||
    worse.major < better.major ||
    (worse.maxMm ?? Number.POSITIVE_INFINITY) < (better.maxMm ?? Number.POSITIVE_INFINITY) ||
    (worse.maxPercent ?? 100) < (better.maxPercent ?? 100)
  )
}

function repeated({ rules, reasonCodes }: Draft): Mistake[] {
  const twice = (names: readonly string[]) => names.filter((name, at) => names.indexOf(name) !== at)
  return [
    ...twice(rules.map((rule) => rule.id)).map((id) => once('rules', id)),
    ...twice(reasonCodes.map((reason) => reason.code)).map((code) => once('reasonCodes', code)),
  ]
}

function once(key: string, name: string): Mistake {
  return { key, found: `${name} twice`, allowed: 'each name once' }
}

function strayReasons({ reasonCodes, reasonParts }: Draft): Mistake[] {
  const parts = Object.keys(reasonParts)
  return reasonCodes
    .filter(({ code }) => !parts.includes(code.split('.')[0] ?? ''))
    .map(({ code }) => ({
      key: 'reasonCodes',
      found: code,
      allowed: `a part of ${parts.join(', ')}, a dot, a defect`,
    }))
}

function halfMeanings({ checklists }: Draft): Mistake[] {
  return categories.flatMap((category) =>
    checklists[category].flatMap((ask, at) =>
      (['yes', 'no', 'unknown'] as const)
        .filter((answer) => !ask[answer]?.type !== !ask[answer]?.severity)
        .map((answer) => ({
          key: `checklists.${category}.${at}.${answer}`,
          found: 'a type without severity, or a severity without type',
          allowed: 'both or neither',
        })),
    ),
  )
}

function thresholdsCrossed({ thresholds }: Draft): Mistake[] {
  const { autoConfidence, lowConfidence } = thresholds
  if (autoConfidence >= lowConfidence) return []
  return [
    {
      key: 'thresholds.autoConfidence',
      found: `${autoConfidence}`,
      allowed: `at least lowConfidence (${lowConfidence})`,
    },
  ]
}
