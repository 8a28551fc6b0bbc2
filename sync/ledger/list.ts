import type { LedgerContext } from './context.ts'
import { keyText } from './keys.ts'
import type { LedgerFilter } from './port.ts'

type Value = string | number
type Condition = readonly [sql: string, ...values: Value[]]

/** Numbers of inspections that fit a filter, newest first. */
export function listing({ db }: LedgerContext) {
  const prepare = once((sql: string) => db.prepare<Value[], number>(sql).pluck())
  return (filter: LedgerFilter, limit: number, before: number): readonly number[] => {
    const conditions = conditionsOf(filter)
    const where = ['n < ?', ...conditions.map(([sql]) => sql)].join(' AND ')
    const values = conditions.flatMap(([, ...given]) => given)
    return prepare(`SELECT n FROM standings WHERE ${where} ORDER BY n DESC LIMIT ?`).all(
      before,
      ...values,
      limit,
    )
  }
}

function conditionsOf({ open, grade, disposition, text, since }: LedgerFilter): readonly Condition[] {
  const start = keyText(text ?? '')
  const conditions: (Condition | undefined)[] = [
    // Written out, not bound: the index of open ones is used only for the literal.
    open === undefined ? undefined : [open ? 'open = 1' : 'open = 0'],
    grade && ['grade = ?', grade],
    disposition && ['disposition = ?', disposition],
    since === undefined ? undefined : ['at >= ?', since],
    start === ''
      ? undefined
      : ['n IN (SELECT n FROM inspection_keys WHERE key >= ? AND key < ?)', start, `${start}\u{10ffff}`],
  ]
  return conditions.filter((condition) => condition !== undefined)
}

/** The same, but each input is worked out once and kept. */
function once<T>(make: (sql: string) => T): (sql: string) => T {
  const kept = new Map<string, T>()
  return (sql) => {
    const made = kept.get(sql) ?? make(sql)
    kept.set(sql, made)
    return made
  }
}
