import Sqlite from 'better-sqlite3'
import { expect, it } from 'vitest'
import { firstLight } from '../../../sync/ledger/migrations/001-first-light.ts'
import { ledgerKind } from '../../../sync/ledger/schema.ts'
import { migrate, versionOf } from '../../../sync/sqlite/migrate.ts'

it('schema 1 is made from nothing, whole and valid', () => {
  const db = new Sqlite(':memory:')
  migrate(db, [firstLight])
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all()
  expect(versionOf(db)).toBe(1)
  expect(tables).toEqual([
    'audit',
    'corrections',
    'evidence_names',
    'inspection_keys',
    'inspections',
    'outbox',
    'print_jobs',
    'settings',
    'staff',
    'standings',
    'uplink',
  ])
  expect(db.pragma('foreign_key_check')).toEqual([])
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
})

it('migrations are numbered 1, 2, 3 without gaps', () => {
  const { migrations } = ledgerKind('x')
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1))
})
