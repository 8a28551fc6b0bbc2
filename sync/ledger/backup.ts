import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Fault } from '../../main/kernel/fault.ts'
import { fileFault } from '../../main/kernel/file-fault.ts'
import { corrupt, sqliteFault } from '../sqlite/faults.ts'
import { syncFolder } from '../sqlite/sync-folder.ts'
import { ledgerKind } from './schema.ts'

/**
 * Copies a ledger to `to`, also while the station works with it: one consistent, checked, durable file that can be put in
 * the ledger's place. Fault BAD_INPUT when there is no ledger or `to` exists; LEDGER_CORRUPT when the ledger is damaged.
 */
export async function backup(ledgerFile: string, to: string): Promise<void> {
  if (!existsSync(ledgerFile)) throw new Fault('BAD_INPUT', `there is no ledger ${ledgerFile} to back up`)
  if (existsSync(to))
    throw new Fault('BAD_INPUT', `${to} exists; give a new name, a backup is never overwritten`)
  const part = `${to}.part`
  try {
    mkdirSync(dirname(to), { recursive: true })
    rmSync(part, { force: true })
    await copy(ledgerFile, part)
    seal(part, ledgerFile)
    renameSync(part, to)
    syncFolder(dirname(to))
  } catch (thrown) {
    if (existsSync(part)) rmSync(part)
    throw fileFault(sqliteFault(thrown, ledgerKind(ledgerFile)), to)
  }
}

async function copy(from: string, to: string): Promise<void> {
  const db = new Sqlite(from, { readonly: true })
  try {
    await db.backup(to)
  } finally {
    db.close()
  }
}

/** Makes the copy one file without -wal and -shm beside it, looks at every page, and puts it on the disk. */
function seal(file: string, ledgerFile: string): void {
  chmodSync(file, 0o600)
  const db = new Sqlite(file)
  try {
    db.pragma('journal_mode = DELETE')
    const said = String(db.pragma('quick_check(1)', { simple: true }))
    if (said !== 'ok') throw corrupt(ledgerKind(ledgerFile), said)
  } finally {
    db.close()
  }
  const handle = openSync(file, 'r+')
  fsyncSync(handle)
  closeSync(handle)
}
