import Sqlite from 'better-sqlite3'
import { expect, it } from 'vitest'
import { migrate, versionOf } from '../../../sync/sqlite/migrate.ts'

const first = { version: 1, sql: "CREATE TABLE t (a); INSERT INTO t VALUES ('old')" }
const second = { version: 2, sql: "ALTER TABLE t ADD COLUMN b; UPDATE t SET b = a || 'er'" }
const broken = { version: 3, sql: 'ALTER TABLE t ADD COLUMN c; INSERT INTO nowhere VALUES (1)' }
const columns = (db: Sqlite.Database) =>
  (db.pragma('table_info(t)') as { name: string }[]).map(({ name }) => name)

it('goes from any version to the newest, each step once', () => {
  const db = new Sqlite(':memory:')
  migrate(db, [first])
  migrate(db, [first, second])
  migrate(db, [first, second])
  expect(versionOf(db)).toBe(2)
  expect(db.prepare('SELECT * FROM t').all()).toEqual([{ a: 'old', b: 'older' }])
})

it('a step that fails leaves the version before it, whole', () => {
  const db = new Sqlite(':memory:')
  expect(() => migrate(db, [first, second, broken])).toThrow(/nowhere/)
  expect([versionOf(db), columns(db)]).toEqual([2, ['a', 'b']])
})
