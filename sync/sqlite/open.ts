import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Fault } from '../../main/kernel/fault.ts'
import { fileFault } from '../../main/kernel/file-fault.ts'
import { type Database, type DatabaseFile, inMemory } from './database.ts'
import { corrupt, sqliteFault } from './faults.ts'
import { type Migration, migrate, versionOf } from './migrate.ts'
import { syncFolder } from './sync-folder.ts'

/** How one kind of database is opened. */
export interface DatabaseKind extends DatabaseFile {
  /** Four bytes in the file's header that say whose it is (PRAGMA application_id). */
  readonly applicationId: number
  readonly migrations: readonly Migration[]
  /** FULL: a commit is on the disk when it returns. NORMAL: a power cut may take the last commits, never the file's health. */
  readonly synchronous: 'FULL' | 'NORMAL'
  /** Whether the pages are looked at before the file is used. */
  readonly check: boolean
}

/**
 * Looking at all pages takes about 0.7 s a 500 MB: larger files are looked at only when they were not closed in order.
 * What is missed then is found when it is read, as the same fault.
 */
const alwaysCheckedBytes = 512 * 1024 * 1024

/** Milliseconds a statement waits for another process (a backup) to let go of the file. */
const busyMs = 2_000

/**
 * Opens a database, making it where there is none. Faults: LEDGER_CORRUPT (CATALOGUE_CORRUPT), LEDGER_TOO_NEW,
 * DATA_UNWRITABLE, DISK_FULL; a file that is refused is left byte for byte as it was.
 */
export function openDatabase(kind: DatabaseKind): Database {
  if (kind.file === inMemory) return ready(new Sqlite(inMemory), kind)
  try {
    if (existsSync(kind.file)) inspect(kind)
    else create(kind)
    return ready(new Sqlite(kind.file, { timeout: busyMs }), kind)
  } catch (thrown) {
    throw fileFault(sqliteFault(thrown, kind), kind.file)
  }
}

/** Opens a database and makes what works on it; when that fails, the file is closed again. */
export function openFor<T>(kind: DatabaseKind, make: (db: Database) => T): T {
  const db = openDatabase(kind)
  try {
    return make(db)
  } catch (thrown) {
    db.close()
    throw sqliteFault(thrown, kind)
  }
}

/**
 * Looks at an existing file through a connection that cannot write: a writing one would fold the -wal file into a
 * damaged database when it closes.
 */
function inspect(kind: DatabaseKind): void {
  if (!statSync(kind.file).isFile()) throw new Fault('DATA_UNWRITABLE', `${kind.file} is not a file`)
  // SQLite takes an empty file for a new database and would start again at the first number.
  if (statSync(kind.file).size === 0) throw corrupt(kind, 'the file is empty')
  const db = new Sqlite(kind.file, { readonly: true, timeout: busyMs })
  try {
    refuseForeign(db, kind)
    if (kind.check && worthChecking(kind.file)) refuseDamaged(db, kind)
  } finally {
    db.close()
  }
}

function refuseForeign(db: Database, kind: DatabaseKind): void {
  if (db.pragma('application_id', { simple: true }) !== kind.applicationId)
    throw corrupt(kind, `it is an SQLite database, but not a ${kind.what} of Regrade`)
  const version = versionOf(db)
  const newest = kind.migrations.at(-1)?.version ?? 0
  if (version > newest)
    throw new Fault(
      'LEDGER_TOO_NEW',
      `the ${kind.what} ${kind.file} has schema ${version}, this program knows up to ${newest}`,
    )
}

function refuseDamaged(db: Database, kind: DatabaseKind): void {
  const said = String(db.pragma('quick_check(1)', { simple: true }))
  if (said !== 'ok') throw corrupt(kind, said)
}

function worthChecking(file: string): boolean {
  return statSync(file).size <= alwaysCheckedBytes || logBytes(file) > 0
}

/** Bytes in the -wal file: none after a close in order (a reader may leave an empty one). */
function logBytes(file: string): number {
  return statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0
}

/** Makes the file under another name first, so that a cut never leaves a half-made one under the real name. */
function create(kind: DatabaseKind): void {
  if (logBytes(kind.file) > 0) throw corrupt(kind, 'the file is gone, but its -wal file is there')
  mkdirSync(dirname(kind.file), { recursive: true })
  const fresh = `${kind.file}.new`
  for (const end of ['', '-wal', '-shm']) rmSync(fresh + end, { force: true })
  const db = new Sqlite(fresh)
  // It holds PIN hashes and the station's key. SQLite gives -wal and -shm the same rights.
  chmodSync(fresh, 0o600)
  db.pragma(`application_id = ${kind.applicationId}`)
  ready(db, kind).close()
  renameSync(fresh, kind.file)
  syncFolder(dirname(kind.file))
}

function ready(db: Database, kind: DatabaseKind): Database {
  try {
    db.pragma('journal_mode = WAL')
    db.pragma(`synchronous = ${kind.synchronous}`)
    db.pragma('foreign_keys = ON')
    // SQLite opens a file it may not write as read-only and says nothing until the first write: ask now.
    db.exec('BEGIN IMMEDIATE; ROLLBACK')
    migrate(db, kind.migrations)
    return db
  } catch (thrown) {
    db.close()
    throw thrown
  }
}
