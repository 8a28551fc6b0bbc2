import { hash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type DatabaseKind, openDatabase } from '../../../sync/sqlite/open.ts'
import { faultOf } from '../../rigs/fault-of.ts'
import { freshFolder } from '../../rigs/fresh-folder.ts'

function kindIn(folder: string, change: Partial<DatabaseKind> = {}): DatabaseKind {
  return {
    file: join(folder, 'x.sqlite'),
    what: 'ledger',
    applicationId: 0x52474c31,
    migrations: [{ version: 1, sql: 'CREATE TABLE t (a)' }],
    synchronous: 'FULL',
    check: true,
    ...change,
  }
}

function opened(kind: DatabaseKind): Sqlite.Database {
  const db = openDatabase(kind)
  onTestFinished(() => void db.close())
  return db
}

describe('a database that is opened', () => {
  it('is durable: write-ahead log, synchronous FULL, foreign keys', () => {
    const db = opened(kindIn(freshFolder()))
    const pragma = (name: string) => db.pragma(name, { simple: true })
    expect(pragma('journal_mode')).toBe('wal')
    expect(pragma('synchronous')).toBe(2)
    expect(pragma('foreign_keys')).toBe(1)
    expect(pragma('busy_timeout')).toBeGreaterThan(0)
  })

  it('is made with the folders above it, for its owner alone', () => {
    const kind = kindIn(join(freshFolder(), 'a', 'b'))
    opened(kind).exec('INSERT INTO t VALUES (1)')
    const modes = ['', '-wal', '-shm'].map((end) => statSync(kind.file + end).mode & 0o777)
    if (process.platform !== 'win32') expect(modes).toEqual([0o600, 0o600, 0o600])
  })

  it('starts anew over what a cut first start left', () => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'x.sqlite.new'), 'half')
    writeFileSync(join(folder, 'x.sqlite.new-wal'), 'half')
    opened(kindIn(folder)).close()
    expect(readdirSync(folder)).toEqual(['x.sqlite'])
  })

  it('a second one may read while the first writes', () => {
    const kind = kindIn(freshFolder())
    opened(kind).exec('INSERT INTO t VALUES (1)')
    expect(opened(kind).prepare('SELECT count(*) FROM t').pluck().get()).toBe(1)
  })

  it('is LEDGER_BUSY while another holds the write lock', async () => {
    const kind = kindIn(freshFolder())
    const holder = opened(kind)
    holder.exec('BEGIN IMMEDIATE')
    expect((await faultOf(() => openDatabase(kind))).code).toBe('LEDGER_BUSY')
  })
})

describe('a file that is refused', () => {
  const bytesIn = (folder: string) =>
    readdirSync(folder)
      .map((name) => [name, readFileSync(join(folder, name))] as const)
      // A reader may leave an empty log, and a shared-memory file, which holds no data.
      .filter(([name, bytes]) => bytes.length > 0 && !name.endsWith('-shm'))
      .map(([name, bytes]) => `${name} ${hash('sha256', bytes)}`)

  async function refused(folder: string, kind = kindIn(folder)) {
    const before = bytesIn(folder)
    const fault = await faultOf(() => openDatabase(kind))
    expect(bytesIn(folder)).toEqual(before)
    return fault
  }

  it('[LG7] is one of a newer version', async () => {
    const folder = freshFolder()
    opened(kindIn(folder, { migrations: [{ version: 7, sql: 'CREATE TABLE t (a)' }] })).close()
    const fault = await refused(folder)
    expect(fault.code).toBe('LEDGER_TOO_NEW')
    expect(fault.detail).toMatch(/schema 7, this program knows up to 1/)
  })

  it.each([
    ['empty', Buffer.alloc(0), /the file is empty/],
    ['no database', Buffer.from('These are my notes, not a ledger. '.repeat(99)), /not a database/],
  ])('[LG7] is one that is %s', async (_what, bytes, why) => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'x.sqlite'), bytes)
    const fault = await refused(folder)
    expect(fault.code).toBe('LEDGER_CORRUPT')
    expect(fault.detail).toMatch(why)
    expect(fault.detail).toContain(`copy the newest backup to ${join(folder, 'x.sqlite')}`)
  })

  it("[LG7] is somebody else's database", async () => {
    const folder = freshFolder()
    new Sqlite(join(folder, 'x.sqlite')).exec('CREATE TABLE notes (a)').close()
    const fault = await refused(folder)
    expect([fault.code, fault.detail]).toEqual([
      'LEDGER_CORRUPT',
      expect.stringContaining('not a ledger of Regrade'),
    ])
  })

  it('[LG7] is one whose main file is gone while its log is there', async () => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'x.sqlite-wal'), 'committed rows')
    const fault = await refused(folder)
    expect(fault.code).toBe('LEDGER_CORRUPT')
    expect(existsSync(join(folder, 'x.sqlite'))).toBe(false)
  })

  it('[LG7] is one with a damaged page, though its log holds more', async () => {
    const folder = freshFolder()
    const kind = kindIn(folder)
    const db = opened(kind)
    db.exec('INSERT INTO t SELECT hex(randomblob(900)) FROM (VALUES (1),(2),(3),(4),(5),(6),(7),(8),(9))')
    db.pragma('wal_checkpoint(TRUNCATE)')
    db.exec("INSERT INTO t VALUES ('in the log')")
    // What a killed process leaves: main file and log, both copied while they are open.
    const dead = freshFolder()
    for (const end of ['', '-wal']) writeFileSync(join(dead, `x.sqlite${end}`), readFileSync(kind.file + end))
    const bytes = readFileSync(join(dead, 'x.sqlite'))
    bytes.fill(0xff, 4096 + 8, 4096 + 400)
    writeFileSync(join(dead, 'x.sqlite'), bytes)
    expect((await refused(dead)).code).toBe('LEDGER_CORRUPT')
  })

  it('is DATA_UNWRITABLE where no file can be', async () => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'file'), '')
    const under = await faultOf(() => openDatabase(kindIn(join(folder, 'file'))))
    expect([under.code, under.detail]).toEqual([
      'DATA_UNWRITABLE',
      expect.stringContaining(join(folder, 'file')),
    ])
    mkdirSync(join(folder, 'y', 'x.sqlite'), { recursive: true })
    expect((await faultOf(() => openDatabase(kindIn(join(folder, 'y'))))).code).toBe('DATA_UNWRITABLE')
  })
})
