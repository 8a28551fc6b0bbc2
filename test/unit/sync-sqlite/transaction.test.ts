import Sqlite from 'better-sqlite3'
import { beforeEach, describe, expect, it } from 'vitest'
import { transactions } from '../../../sync/sqlite/transaction.ts'

describe('transactions', () => {
  let db: Sqlite.Database
  const rows = () => db.prepare('SELECT count(*) FROM t').pluck().get()

  beforeEach(() => {
    db = new Sqlite(':memory:')
    db.exec('CREATE TABLE t (a)')
  })

  it('gives back what the work gave, with its rows kept', () => {
    const result = transactions(db)(() => {
      db.exec('INSERT INTO t VALUES (1)')
      return 'done'
    })
    expect([result, rows()]).toEqual(['done', 1])
  })

  it('keeps nothing of work that throws', () => {
    const work = () => {
      db.exec('INSERT INTO t VALUES (1)')
      throw new Error('half way')
    }
    expect(() => transactions(db)(work)).toThrow('half way')
    expect([rows(), db.inTransaction]).toEqual([0, false])
  })

  it('[LG2] work that returns a promise is a type error and a throw, and nothing of it stays', () => {
    const work = async () => {
      db.exec('INSERT INTO t VALUES (1)')
    }
    // @ts-expect-error a promise may not come out of a transaction
    expect(() => transactions(db)(work)).toThrow(/promise/)
    expect([rows(), db.inTransaction]).toEqual([0, false])
  })

  it('[LG2] so is anything that can be awaited', () => {
    // biome-ignore lint/suspicious/noThenProperty: the hazard under test
    const work = () => ({ then: (resolve: (value: number) => void) => resolve(1) })
    expect(() => transactions(db)(work)).toThrow(/promise/)
  })

  it('its hooks stand before the begin and before the commit, and undo it by throwing', () => {
    const seen: unknown[] = []
    const hooks = {
      begin: () => void seen.push(['begin', db.inTransaction]),
      commit() {
        seen.push(['commit', rows()])
        throw new Error('no power')
      },
    }
    expect(() => transactions(db, hooks)(() => db.exec('INSERT INTO t VALUES (1)'))).toThrow('no power')
    expect(seen).toEqual([
      ['begin', false],
      ['commit', 1],
    ])
    expect(rows()).toBe(0)
  })
})
