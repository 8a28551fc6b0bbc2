import { raisedBy } from './checklist.ts'
import { answerTo, categoryOf, skuOf } from './item-facts.ts'
import type { HardRule, Policy } from './policy.ts'
import { reason } from './reasons.ts'
import { countedFindings, type Disposition, dispositions, type Graded, type Reason } from './record.ts'
import { textIn } from './words.ts'

/** What the hard rules leave: why each disposition is barred, and which rules spoke. */
export interface Ruling {
  readonly barred: ReadonlyMap<Disposition, readonly Reason[]>
  readonly rules: readonly HardRule[]
}

/** The policy's hard rules on an item. Quarantine is never barred: there is always somewhere to put it. */
export function ruleOn(item: Graded, policy: Policy): Ruling {
  const rules = policy.rules.filter((rule) => applies(rule, item, policy))
  const barred = new Map<Disposition, readonly Reason[]>()
  for (const disposition of dispositions) {
    const against = rules.filter((rule) => bars(rule, disposition))
    if (against.length > 0 && disposition !== 'quarantine') barred.set(disposition, against.map(ruleReason))
  }
  return { barred, rules }
}

/** A rule as a reason, in the policy's own words in every language kept. */
export function ruleReason({ text }: HardRule): Reason {
  return reason('rule', { en: text.en, de: textIn(text, 'de') })
}

function bars({ allow, forbid }: HardRule, disposition: Disposition): boolean {
  return forbid?.includes(disposition) === true || (allow !== undefined && !allow.includes(disposition))
}

function applies({ when }: HardRule, item: Graded, policy: Policy): boolean {
  const sku = skuOf(item.item)
  const flags = sku?.flags ?? []
  const raised = raisedBy(item.answers, item.item, policy)
  const major = countedFindings(item).filter(({ severity, source, score }) => {
    return severity === 'major' && (source === 'checklist' || score >= policy.thresholds.findingScore)
  })
  const conditions: readonly boolean[] = [
    any(when.flags, (flag) => flags.includes(flag)),
    !when.withoutFlags?.some((flag) => flags.includes(flag)),
    any(when.categories, (category) => category === categoryOf(item.item)),
    any(when.grades, (grade) => grade === item.verdict.grade),
    any(when.raised, (alarm) => raised.includes(alarm)),
    !when.withoutYes?.some((question) => answerTo(question, item.answers) === 'yes'),
    any(when.majorFindings, (type) => major.some((finding) => finding.type === type)),
    any(when.vendors, (vendor) => vendor === sku?.vendor),
    any(when.regions, (region) => region === policy.region),
  ]
  return conditions.every(Boolean)
}

/** A condition that is not written always holds. */
function any<T>(wanted: readonly T[] | undefined, holds: (each: T) => boolean): boolean {
  return wanted === undefined || wanted.some(holds)
}
