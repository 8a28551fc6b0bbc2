import Sqlite from 'better-sqlite3'
import { expect, it } from 'vitest'
import { Fault } from '../../../main/kernel/fault.ts'
import { fileFault } from '../../../main/kernel/file-fault.ts'
import { sqliteFault } from '../../../sync/sqlite/faults.ts'
import { guard } from '../../../sync/sqlite/guard.ts'
import { faultOf } from '../../rigs/fault-of.ts'

const where = { file: '/data/ledger.sqlite', what: 'ledger' } as const

it.each([
  ['SQLITE_FULL', 'DISK_FULL'],
  ['SQLITE_IOERR_SHMSIZE', 'DISK_FULL'],
  ['SQLITE_IOERR_FSYNC', 'DISK_ERROR'],
  ['SQLITE_IOERR', 'DISK_ERROR'],
  ['SQLITE_CORRUPT_INDEX', 'LEDGER_CORRUPT'],
  ['SQLITE_NOTADB', 'LEDGER_CORRUPT'],
  ['SQLITE_READONLY_DBMOVED', 'DATA_UNWRITABLE'],
  ['SQLITE_CANTOPEN_ISDIR', 'DATA_UNWRITABLE'],
  ['SQLITE_BUSY_SNAPSHOT', 'LEDGER_BUSY'],
])('%s is %s, with the file named', (code, expected) => {
  const fault = sqliteFault(new Sqlite.SqliteError('what SQLite said', code), where)
  expect(fault).toBeInstanceOf(Fault)
  expect(fault).toMatchObject({ code: expected, detail: expect.stringContaining(where.file) })
})

it('what is not of SQLite, or is a mistake of ours, stays what it is', () => {
  const other = new Error('other')
  const constraint = new Sqlite.SqliteError('UNIQUE constraint failed', 'SQLITE_CONSTRAINT_UNIQUE')
  expect(sqliteFault(other, where)).toBe(other)
  expect(sqliteFault(constraint, where)).toBe(constraint)
})

it.each([
  ['ENOSPC', 'DISK_FULL'],
  ['EDQUOT', 'DISK_FULL'],
  ['EIO', 'DISK_ERROR'],
  ['EROFS', 'DATA_UNWRITABLE'],
  ['ENOTDIR', 'DATA_UNWRITABLE'],
])('a file error %s is %s, with the path named', (code, expected) => {
  const fault = fileFault(Object.assign(new Error(code), { code }), '/data/evidence')
  expect(fault).toMatchObject({ code: expected, detail: expect.stringContaining('/data/evidence') })
})

it('a fault stays the fault it is', () => {
  const fault = new Fault('NOT_FOUND', 'nothing')
  expect(fileFault(fault, '/data')).toBe(fault)
  expect(sqliteFault(fault, where)).toBe(fault)
})

it('guarded methods throw faults, and tell of them first', async () => {
  const seen: unknown[] = []
  const methods = {
    fails: () => {
      throw new Sqlite.SqliteError('full', 'SQLITE_FULL')
    },
    adds: (a: number, b: number) => a + b,
  }
  const guarded = guard(methods, where, (fault) => seen.push(fault))
  const fault = await faultOf(guarded.fails)
  expect([fault.code, seen, guarded.adds(1, 2)]).toEqual(['DISK_FULL', [fault], 3])
})
