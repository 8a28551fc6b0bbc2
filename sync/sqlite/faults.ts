import Sqlite from 'better-sqlite3'
import { Fault, type FaultCode } from '../../main/kernel/fault.ts'
import type { DatabaseFile } from './database.ts'

/** SQLite's result codes (sqlite.org/rescode.html) by how they begin, the longest first, and the fault each is. */
const faultByCode: readonly (readonly [begins: string, fault: FaultCode])[] = [
  // No room for the shared-memory index is no room on the disk.
  ['SQLITE_IOERR_SHMSIZE', 'DISK_FULL'],
  ['SQLITE_FULL', 'DISK_FULL'],
  ['SQLITE_CORRUPT', 'LEDGER_CORRUPT'],
  ['SQLITE_NOTADB', 'LEDGER_CORRUPT'],
  ['SQLITE_READONLY', 'DATA_UNWRITABLE'],
  ['SQLITE_CANTOPEN', 'DATA_UNWRITABLE'],
  ['SQLITE_PERM', 'DATA_UNWRITABLE'],
  ['SQLITE_AUTH', 'DATA_UNWRITABLE'],
  ['SQLITE_BUSY', 'LEDGER_BUSY'],
  ['SQLITE_LOCKED', 'LEDGER_BUSY'],
  ['SQLITE_IOERR', 'DISK_ERROR'],
]

/** What SQLite threw as a Fault that names the file; anything else is given back as it is. */
export function sqliteFault(thrown: unknown, { file, what }: DatabaseFile): unknown {
  if (!(thrown instanceof Sqlite.SqliteError)) return thrown
  const code = faultByCode.find(([begins]) => thrown.code.startsWith(begins))?.[1]
  if (!code) return thrown
  if (code === 'LEDGER_CORRUPT') return corrupt({ file, what }, thrown.message, thrown)
  return new Fault(code, `the ${what} ${file}: ${thrown.message} (${thrown.code})`, thrown)
}

/** A damaged database as a Fault: what was found, and for a ledger the way back. */
export function corrupt({ file, what }: DatabaseFile, found: string, cause?: unknown): Fault {
  if (what === 'catalogue')
    return new Fault('CATALOGUE_CORRUPT', `the catalogue ${file} is damaged: ${found}`, cause)
  if (what === 'memory') {
    const way = `stop the station, move ${file}, ${file}-wal and ${file}-shm aside, start again and teach the items anew`
    return new Fault(
      'DISK_ERROR',
      `the memory of whole units ${file} is damaged: ${found}. To go on: ${way}`,
      cause,
    )
  }
  const way = `stop the station, move ${file}, ${file}-wal and ${file}-shm aside, copy the newest backup to ${file}, start again`
  return new Fault('LEDGER_CORRUPT', `the ledger ${file} is damaged: ${found}. To restore it: ${way}`, cause)
}
