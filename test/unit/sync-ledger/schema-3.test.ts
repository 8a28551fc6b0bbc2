import Sqlite from 'better-sqlite3'
import { expect, it } from 'vitest'
import { firstLight } from '../../../sync/ledger/migrations/001-first-light.ts'
import { shadowAnswers } from '../../../sync/ledger/migrations/002-shadow-answers.ts'
import { itemFeatures } from '../../../sync/ledger/migrations/003-item-features.ts'
import { migrate, versionOf } from '../../../sync/sqlite/migrate.ts'

it('schema 3 is made from schema 2; what was recorded stays, and features cannot be changed or removed', () => {
  const db = new Sqlite(':memory:')
  migrate(db, [firstLight, shadowAnswers])
  db.exec("INSERT INTO inspections (id, seq, record) VALUES ('i1', 1, '{}')")
  migrate(db, [firstLight, shadowAnswers, itemFeatures])
  expect(versionOf(db)).toBe(3)
  expect(db.prepare('SELECT id FROM inspections').pluck().all()).toEqual(['i1'])
  db.exec("INSERT INTO item_features (inspection, pack, layout, vector) VALUES ('i1', 'p', 'l', x'00')")
  expect(() => db.exec("UPDATE item_features SET pack = ''")).toThrow(/never changed/)
  expect(() => db.exec('DELETE FROM item_features')).toThrow(/never removed/)
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
})
