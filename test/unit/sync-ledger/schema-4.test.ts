import Sqlite from 'better-sqlite3'
import { expect, it } from 'vitest'
import { ledgerKind } from '../../../sync/ledger/schema.ts'
import { inMemory } from '../../../sync/sqlite/database.ts'
import { migrate, versionOf } from '../../../sync/sqlite/migrate.ts'

it('schema 4 is made from schema 3, with the photographs of what was recorded before', () => {
  const { migrations } = ledgerKind(inMemory)
  const db = new Sqlite(':memory:')
  migrate(db, migrations.slice(0, 3))
  const shots = (...hashes: string[]) => JSON.stringify({ shots: hashes.map((sha256) => ({ sha256 })) })
  const insert = db.prepare('INSERT INTO inspections (id, seq, record) VALUES (?, ?, ?)')
  insert.run('i1', 1, shots('aa', 'bb', 'aa'))
  insert.run('i2', 2, shots('aa'))
  insert.run('i3', 3, shots())
  migrate(db, migrations.slice(0, 4))
  expect(versionOf(db)).toBe(4)
  expect(db.prepare('SELECT sha256, n FROM evidence_of').raw().all()).toEqual([
    ['aa', 1],
    ['aa', 2],
    ['bb', 1],
  ])
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
})
