import type { Money } from '../../main/kernel/item.ts'

/** An amount in the reader's notation; minor units are the currency's own (JPY has none). */
export function moneyText(money: Money, language: string): string {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency: money.currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return format.format(money.minor / 10 ** digits)
}

/** A reason's parameters, amounts (`41.20 EUR`, as records hold them) in the reader's notation. */
export function withAmounts<T>(
  params: Readonly<Record<string, T>>,
  language: string,
): Record<string, T | string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      const [, amount, currency] = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(String(value)) ?? []
      if (amount === undefined || currency === undefined) return [name, value]
      return [name, new Intl.NumberFormat(language, { style: 'currency', currency }).format(Number(amount))]
    }),
  )
}

export function percentText(fraction: number, language: string): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(fraction)
}

export function numberText(value: number, language: string, digits = 0): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value)
}

/** Local date and time, to the minute. */
export function timeText(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short' }).format(at)
}

/** How long ago, in the largest fitting unit: `5 minutes ago`. */
export function agoText(at: number, now: number, language: string): string {
  const seconds = Math.round((at - now) / 1000)
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  if (Math.abs(seconds) < 60) return format.format(seconds, 'second')
  if (Math.abs(seconds) < 3600) return format.format(Math.round(seconds / 60), 'minute')
  if (Math.abs(seconds) < 86_400) return format.format(Math.round(seconds / 3600), 'hour')
  return format.format(Math.round(seconds / 86_400), 'day')
}

/** Bytes as GB with one decimal. */
export function gigabytesText(bytes: number, language: string): string {
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'gigabyte',
    maximumFractionDigits: 1,
  }).format(bytes / 1e9)
}

/**
 * A language with the reader's own region: for `en` in a browser set to British English, `en-GB`. Browsers also
 * report tags that Intl refuses (`en-US@posix` on a bare Linux), which are passed over.
 */
export function regionOf(language: string, wanted: readonly string[]): string {
  return wanted.find((each) => each.split('-')[0] === language && isLocale(each)) ?? language
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}
