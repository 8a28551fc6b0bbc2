import type { Money } from '../kernel/item.ts'
import { categoryOf, skuOf } from './item-facts.ts'
import { moneyText } from './money.ts'
import { sureGrades } from './odds.ts'
import type { Policy } from './policy.ts'
import { percent, reason } from './reasons.ts'
import type { Disposition, Graded, GradeOdds, Reason } from './record.ts'

/** What a disposition is expected to bring, with the numbers behind it. */
export interface Recovery {
  readonly expected: Money
  readonly reason: Reason
}

/** The price recovery is counted from; absent for unknown items, and where central knows no price (zero or nonsense). */
export function priceOf({ item }: Pick<Graded, 'item'>): Money | undefined {
  const price = item.kind === 'empty_parcel' ? undefined : skuOf(item)?.price
  return price && Number.isFinite(price.minor) && price.minor > 0 ? price : undefined
}

/** Expected recovery: over the grades, probability × (price × share recovered − handling cost), in the price's currency. */
export function recoveryOf(item: Graded, disposition: Disposition, policy: Policy): Recovery | undefined {
  const price = priceOf(item)
  if (!price || item.verdict.grade === 'U') return undefined
  const category = categoryOf(item.item)
  const odds = item.verdict.probabilities
  const share = mean(odds, policy.recovery[category][disposition])
  const cost = mean(odds, policy.handling[category][disposition]) * rateTo(price.currency, policy)
  const money = (minor: number): Money => ({ minor: Math.round(minor), currency: price.currency })
  const expected = money(price.minor * share - cost)
  const said = { amount: moneyText(expected), price: moneyText(price), cost: moneyText(money(cost)) }
  return { expected, reason: reason('expected', { ...said, recovery: percent(share) }) }
}

/** Whether handling costs can be turned into a currency; where not, they count one to one and a reason says so. */
export function hasRate(currency: string, policy: Policy): boolean {
  return currency === policy.currency || Object.hasOwn(policy.exchange, currency)
}

/** Units of a currency for one unit of the policy's. Both minor units have two digits in every currency listed. */
export function rateTo(currency: string, policy: Policy): number {
  if (currency === policy.currency || !hasRate(currency, policy)) return 1
  return policy.exchange[currency] ?? 1
}

function mean(odds: GradeOdds, row: GradeOdds): number {
  return sureGrades.reduce((sum, grade) => sum + odds[grade] * row[grade], 0)
}
