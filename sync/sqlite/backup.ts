import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Fault } from '../../main/kernel/fault.ts'
import { fileFault } from '../../main/kernel/file-fault.ts'
import { corrupt, sqliteFault } from './faults.ts'
import type { DatabaseKind } from './open.ts'
import { syncFolder } from './sync-folder.ts'

/**
 * Copies a database to `to`, also while it is being worked with: one consistent, checked, durable file that can be put in
 * its place. Fault BAD_INPUT when there is none or `to` exists; the kind's own fault when it is damaged.
 */
export async function backupOf(kind: DatabaseKind, to: string): Promise<void> {
  const { file, what } = kind
  if (!existsSync(file)) throw new Fault('BAD_INPUT', `there is no ${what} ${file} to back up`)
  if (existsSync(to))
    throw new Fault('BAD_INPUT', `${to} exists; give a new name, a backup is never overwritten`)
  const part = `${to}.part`
  try {
    mkdirSync(dirname(to), { recursive: true })
    rmSync(part, { force: true })
    await copy(file, part)
    seal(part, kind)
    renameSync(part, to)
    syncFolder(dirname(to))
  } catch (thrown) {
    if (existsSync(part)) rmSync(part)
    throw fileFault(sqliteFault(thrown, kind), to)
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
function seal(file: string, kind: DatabaseKind): void {
  chmodSync(file, 0o600)
  const db = new Sqlite(file)
  try {
    db.pragma('journal_mode = DELETE')
    const said = String(db.pragma('quick_check(1)', { simple: true }))
    if (said !== 'ok') throw corrupt(kind, said)
  } finally {
    db.close()
  }
  const handle = openSync(file, 'r+')
  fsyncSync(handle)
  closeSync(handle)
}
