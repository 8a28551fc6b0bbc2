import { type Ruling, ruleOn } from './hard-rules.ts'
import { holdsOn } from './holds.ts'
import { categoryOf, skuOf } from './item-facts.ts'
import { likenessDoubts } from './likeness-voice.ts'
import { unexplained } from './memory-voice.ts'
import { moneyText } from './money.ts'
import type { Policy } from './policy.ts'
import { percent, reason } from './reasons.ts'
import {
  type Alternative,
  type DecidedBy,
  type Disposition,
  dispositions,
  type Graded,
  type Proposal,
  type Reason,
} from './record.ts'
import { hasRate, priceOf, recoveryOf } from './recovery.ts'

/**
 * Proposes where an item goes: of what the hard rules and the grade allow, what brings most on average over the grades
 * it may have. Total: whatever is unknown ends in quarantine or with a supervisor.
 */
export function decide(item: Graded, policy: Policy): Proposal {
  const ruling = ruleOn(item, policy)
  const alternatives = rank(
    dispositions.map((each) => alternativeOf(item, { disposition: each, ruling, policy })),
  )
  const choice = choiceOf(item, alternatives, policy)
  const conflict = conflictIn(item, ruling, alternatives)
  const holds = [...holdsOn(item, ruling, policy), ...conflict]
  const confidence = item.verdict.grade === 'U' ? 0 : item.verdict.probabilities[item.verdict.grade]
  const strange = [...unexplained(item, policy), ...likenessDoubts(item)]
  const who = whoDecides(confidence, { held: holds.length > 0, strange: strange.length > 0 }, policy)
  return {
    choice,
    alternatives: [
      ...alternatives.filter(({ disposition }) => disposition === choice),
      ...alternatives.filter(({ disposition }) => disposition !== choice),
    ],
    confidence,
    decidedBy: who.decidedBy,
    reasons: [...holds, ...strange, ...choiceReasons(item, { choice, alternatives, policy }), ...who.reasons],
  }
}

interface Asked {
  readonly disposition: Disposition
  readonly ruling: Ruling
  readonly policy: Policy
}

function alternativeOf(item: Graded, { disposition, ruling, policy }: Asked): Alternative {
  const recovery = recoveryOf(item, disposition, policy)
  const { grade } = item.verdict
  const category = categoryOf(item.item)
  // What a hard rule names is open at any grade: an unsold like-new item may still have to be recycled.
  const named = ruling.rules.some(({ allow }) => allow?.includes(disposition))
  const offered = grade !== 'U' && (named || policy.offers[category][disposition].includes(grade))
  const against = [
    ...(ruling.barred.get(disposition) ?? []),
    ...(offered || disposition === 'quarantine' ? [] : [reason('not_offered', { category, grade })]),
  ]
  return {
    disposition,
    ...(recovery ? { expected: recovery.expected } : {}),
    allowed: against.length === 0,
    reasons: [...against, ...(recovery ? [recovery.reason] : [])],
  }
}

/** Allowed before barred, quarantine last of the allowed (it is a wait, not an end), then by expected recovery. */
function rank(alternatives: readonly Alternative[]): readonly Alternative[] {
  const tier = ({ allowed, disposition }: Alternative) =>
    !allowed ? 2 : disposition === 'quarantine' ? 1 : 0
  return alternatives.toSorted(
    (a, b) => tier(a) - tier(b) || (b.expected?.minor ?? 0) - (a.expected?.minor ?? 0),
  )
}

function choiceOf(item: Graded, ranked: readonly Alternative[], policy: Policy): Disposition {
  const { grade } = item.verdict
  if (!skuOf(item.item) || item.item.kind === 'empty_parcel' || grade === 'U') return 'quarantine'
  if (priceOf(item)) return ranked[0]?.disposition ?? 'quarantine'
  const usual = policy.withoutPrice[grade]
  return ranked.some(({ disposition, allowed }) => allowed && disposition === usual) ? usual : 'quarantine'
}

/** Where the rules leave only quarantine, and no single rule says so by itself, a person must know which ones met. */
function conflictIn(
  item: Graded,
  { rules }: Ruling,
  alternatives: readonly Alternative[],
): readonly Reason[] {
  const stuck = alternatives.every(({ allowed, disposition }) => !allowed || disposition === 'quarantine')
  const meant = rules.some(({ allow }) => allow?.join() === 'quarantine')
  if (!stuck || meant || item.verdict.grade === 'U') return []
  return [reason('rules_conflict', { rules: rules.map(({ id }) => id).join(', ') || '–' })]
}

interface Chosen {
  readonly choice: Disposition
  readonly alternatives: readonly Alternative[]
  readonly policy: Policy
}

function choiceReasons(item: Graded, { choice, alternatives, policy }: Chosen): readonly Reason[] {
  const price = priceOf(item)
  return [
    ...whyChosen(choice, alternatives),
    ...(price && !hasRate(price.currency, policy)
      ? [reason('rough_rate', { costs: policy.currency, price: price.currency })]
      : []),
    ...(item.item.kind === 'known' ? [reason('not_expected', {})] : []),
  ]
}

function whyChosen(choice: Disposition, alternatives: readonly Alternative[]): readonly Reason[] {
  if (choice === 'quarantine') return [reason('wait', {})]
  const expected = alternatives.find(({ disposition }) => disposition === choice)?.expected
  if (!expected) return []
  const said = { disposition: choice, amount: moneyText(expected) }
  const next = alternatives.find(
    ({ disposition, allowed }) => allowed && disposition !== choice && disposition !== 'quarantine',
  )
  if (!next?.expected) return [reason('only', said)]
  const gain = { ...expected, minor: expected.minor - next.expected.minor }
  return [reason('best', { ...said, gain: moneyText(gain), next: next.disposition })]
}

function whoDecides(
  confidence: number,
  { held, strange }: { readonly held: boolean; readonly strange: boolean },
  { promise, thresholds }: Policy,
): { readonly decidedBy: DecidedBy; readonly reasons: readonly Reason[] } {
  if (held) return { decidedBy: 'supervisor', reasons: [] }
  // the promise was earned on items that looked like their like
  if (strange) return { decidedBy: 'operator', reasons: [] }
  if (!promise) return { decidedBy: 'operator', reasons: [reason('no_promise', {})] }
  const limit = percent(thresholds.autoConfidence)
  const said = { confidence: percent(confidence), limit }
  if (confidence < thresholds.autoConfidence)
    return { decidedBy: 'operator', reasons: [reason('below_auto', said)] }
  const rate = Math.round(promise.errorRate * 1000) / 10
  return { decidedBy: 'auto', reasons: [reason('auto', { ...said, rate, n: promise.n })] }
}
