/** Latest moment Postgres and ISO dates agree on without a sign: the end of the year 9999. */
const lastMillis = 253_402_300_799_999

/** A station's time as a date Postgres takes; a clock that ran away is held at 1970 or 9999. */
export function pgTime(millis: number): Date {
  return new Date(Math.min(Math.max(Math.trunc(millis), 0), lastMillis))
}

/** The UTC day of a date, yyyy-mm-dd. */
export function pgDay(at: Date): string {
  return at.toISOString().slice(0, 10)
}

/** Text that a Postgres column and its index take: no NUL, no half surrogates, at most 500 characters. */
export function pgText(text: string): string {
  return text.replaceAll('\0', '\u2400').slice(0, 500).toWellFormed()
}

/** A whole number within what a bigint column holds and JavaScript counts exactly. */
export function pgWhole(value: number): number {
  return Math.min(Math.max(Math.round(value), Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER)
}
