import type { Database } from '../../sync/sqlite/database.ts'

/** From now on keeps the text of every statement the connection prepares. */
export function preparedBy(db: Database): readonly string[] {
  const texts: string[] = []
  const prepare = db.prepare.bind(db)
  Object.assign(db, {
    prepare: (text: string) => {
      texts.push(text)
      return prepare(text)
    },
  })
  return texts
}

/** How SQLite would run a statement, one line a step. */
export function planOf(db: Database, text: string): readonly string[] {
  const holes = Array.from({ length: text.split('?').length - 1 }, () => null)
  const steps = db.prepare<null[], { detail: string }>(`EXPLAIN QUERY PLAN ${text}`).all(...holes)
  return steps.map(({ detail }) => detail)
}
