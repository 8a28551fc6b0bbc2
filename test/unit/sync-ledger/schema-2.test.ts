import Sqlite from 'better-sqlite3'
import { expect, it } from 'vitest'
import { firstLight } from '../../../sync/ledger/migrations/001-first-light.ts'
import { shadowAnswers } from '../../../sync/ledger/migrations/002-shadow-answers.ts'
import { migrate, versionOf } from '../../../sync/sqlite/migrate.ts'

it('schema 2 is made from schema 1; what was recorded stays, and answers cannot be changed or removed', () => {
  const db = new Sqlite(':memory:')
  migrate(db, [firstLight])
  db.exec("INSERT INTO inspections (id, seq, record) VALUES ('i1', 1, '{}')")
  migrate(db, [firstLight, shadowAnswers])
  expect(versionOf(db)).toBe(2)
  expect(db.prepare('SELECT id FROM inspections').pluck().all()).toEqual(['i1'])
  db.exec("INSERT INTO shadow_answers (inspection, at, active, shadow) VALUES ('i1', 1, '{}', '{}')")
  expect(() => db.exec("UPDATE shadow_answers SET shadow = ''")).toThrow(/never changed/)
  expect(() => db.exec('DELETE FROM shadow_answers')).toThrow(/never removed/)
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
})
