import type { Category } from '../kernel/item.ts'
import { inWords, questionsFor, said } from './checklist.ts'
import { type Ruling, ruleReason } from './hard-rules.ts'
import { categoryOf, lineOf, skuOf } from './item-facts.ts'
import { moneyText } from './money.ts'
import { sureGrades } from './odds.ts'
import type { Policy } from './policy.ts'
import { percent, reason } from './reasons.ts'
import type { Graded, Reason } from './record.ts'
import { priceOf, rateTo } from './recovery.ts'
import { readRubric } from './rubric.ts'

/** Why a supervisor must decide, worst first; empty when the operator may. */
export function holdsOn(item: Graded, ruling: Ruling, policy: Policy): readonly Reason[] {
  return [
    ...strangeItem(item),
    ...ruling.rules.filter((rule) => rule.supervisor).map(ruleReason),
    ...mismatches(item, policy),
    ...poorEvidence(item),
    ...doubt(item, policy),
    ...value(item, policy),
  ]
}

function strangeItem({ item }: Graded): readonly Reason[] {
  switch (item.kind) {
    case 'unlisted':
      return [reason('unlisted', {})]
    case 'not_on_return':
      return [reason('not_on_return', { rma: item.rma })]
    case 'empty_parcel':
      return [reason('empty_parcel', {})]
    default:
      return []
  }
}

function mismatches(item: Graded, policy: Policy): readonly Reason[] {
  const expected = lineOf(item.item)?.serial
  const found = item.reading.serial
  const serial = expected !== undefined && found !== undefined && expected !== found
  const answers = said(questionsFor(item.item, policy), item.answers).flatMap(
    ({ question, answer, means }) => {
      if (means.raises === 'mismatch') return [reason('answer_mismatch', { ...inWords(question), answer })]
      return means.raises === 'unsure' ? [reason('answer_unsure', { ...inWords(question), answer })] : []
    },
  )
  return [
    ...(serial ? [reason('serial_mismatch', { found, expected })] : []),
    ...answers,
    ...looksLikeAnother(item, policy),
    ...weighsLikeAnother(item, policy),
  ]
}

/** Far too light is an empty box or missing parts; any other difference another item. Never a block: a person looks. */
function weighsLikeAnother({ item, weightGrams }: Graded, { weight }: Policy): readonly Reason[] {
  const expected = item.kind === 'empty_parcel' ? undefined : skuOf(item)?.weightGrams
  if (!expected || weightGrams === undefined) return []
  const said = { found: Math.round(weightGrams), expected }
  if (weightGrams < (expected * weight.emptyPercent) / 100) return [reason('weight_empty', said)]
  const tolerance = Math.max(weight.toleranceGrams, (expected * weight.tolerancePercent) / 100)
  if (Math.abs(weightGrams - expected) <= tolerance) return []
  return [reason('weight_mismatch', { ...said, tolerance: Math.round(tolerance) })]
}

/** Only a model that knows the SKU's category can say that this is another one. */
function looksLikeAnother(item: Graded, policy: Policy): readonly Reason[] {
  const category: Category = categoryOf(item.item)
  if (item.inference.status !== 'done' || !item.inspect || category === 'other') return []
  const [first, ...others] = item.inference.category.toSorted((a, b) => b.probability - a.probability)
  if (!first || first.name === category || !others.some(({ name }) => name === category)) return []
  if (!(first.probability >= policy.thresholds.identityProbability)) return []
  return [reason('identity_mismatch', { seen: first.name, odds: percent(first.probability), category })]
}

function poorEvidence(item: Graded): readonly Reason[] {
  if (!item.inspect) return []
  const { inference, shots } = item
  // A model that has not earned a voice leaves the operator in charge; one that should have spoken and did not, does not.
  const silent = inference.status === 'done' && inference.severity === undefined
  const unsure = item.verdict.voices.model === 'U' && !silent
  const why = inference.status === 'unsure' ? inference.why : 'crashed'
  return [
    ...(shots.length === 0 ? [reason('photos_missing', {})] : []),
    ...shots
      .filter(({ quality }) => quality.verdict !== 'good')
      .map(({ role, quality }) => reason('photo_poor', { role, verdict: quality.verdict })),
    ...(unsure ? [reason('eyes_unsure', { why })] : []),
  ]
}

function doubt(item: Graded, policy: Policy): readonly Reason[] {
  const { grade, probabilities } = item.verdict
  if (grade === 'U') return item.item.kind === 'empty_parcel' ? [] : [reason('ungraded', {})]
  const { lowConfidence } = policy.thresholds
  const confidence = probabilities[grade]
  const said = { confidence: percent(confidence), grade, limit: percent(lowConfidence) }
  // Written so that a confidence that is no number is low too.
  const low = !(confidence >= lowConfidence)
  return [...(low ? [reason('low_confidence', said)] : []), ...voicesApart(item, policy)]
}

/** A rubric far below the model is no conflict where the operator's answers alone explain it: no model sees a dead battery. */
function voicesApart(item: Graded, policy: Policy): readonly Reason[] {
  const { rubric, model } = item.verdict.voices
  if (rubric === 'U' || model === 'U') return []
  const apart = Math.abs(sureGrades.indexOf(rubric) - sureGrades.indexOf(model))
  const toldAlone = readRubric(policy.rubrics[categoryOf(item.item)], item.told).grade
  const explained = rubric > model && toldAlone === rubric
  if (apart < policy.thresholds.voicesApart || explained) return []
  return [reason('voices_apart', { rubric, model, apart })]
}

function value(item: Graded, policy: Policy): readonly Reason[] {
  const price = priceOf(item)
  // An item nobody knows has no price either; that it is unknown is said already.
  if (!price) return skuOf(item.item) && item.item.kind !== 'empty_parcel' ? [unpriced(item)] : []
  const limit = Math.round(policy.thresholds.highValueMinor * rateTo(price.currency, policy))
  if (price.minor < limit) return []
  const { currency } = price
  return [reason('high_value', { price: moneyText(price), limit: moneyText({ minor: limit, currency }) })]
}

function unpriced({ verdict }: Graded): Reason {
  return reason('unpriced', { grade: verdict.grade })
}
