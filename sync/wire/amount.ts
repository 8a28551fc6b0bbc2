/** Decimals of a currency's minor unit (ISO 4217: EUR 2, JPY 0, KWD 3); 2 for what is no currency, which others refuse. */
function decimalsOf(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 2
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  )
}

/** A decimal such as `19.90` as minor units (1990 for EUR); NaN when it is no amount of that currency. */
export function minorUnits(decimal: string, currency: string): number {
  const decimals = decimalsOf(currency)
  const parts = /^(\d{1,10})(?:\.(\d+))?$/.exec(decimal)
  const fraction = parts?.[2] ?? ''
  if (!parts || fraction.length > decimals) return Number.NaN
  return Number(`${parts[1]}${fraction.padEnd(decimals, '0')}`)
}

/** Minor units as a decimal text: 1990 of EUR is `19.90`, 1990 of JPY is `1990`. */
export function decimalText(minor: number, currency: string): string {
  const decimals = decimalsOf(currency)
  return (minor / 10 ** decimals).toFixed(decimals)
}
