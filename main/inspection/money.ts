import type { Money } from '../kernel/item.ts'

/** An amount as every locale can read it, for example `41.20 EUR` or `-0.80 EUR`; digits as the currency has them. */
export function moneyText({ minor, currency }: Money): string {
  const digits = minorDigits(currency)
  return `${(minor / 10 ** digits).toFixed(digits)} ${currency}`
}

/** Asked of the runtime once a currency: it reads its tables each time. */
const known = new Map<string, number>()

/** Digits after the point of a currency (ISO 4217); 2 for what is no currency. */
function minorDigits(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 2
  const digits = known.get(currency) ?? digitsOf(currency)
  known.set(currency, digits)
  return digits
}

function digitsOf(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}
