import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Fault } from '../../../main/kernel/fault.ts'

/**
 * Holds a data folder for this process: PGlite would let a second one in and both would ruin the files. SQLite's
 * lock is the operating system's, so it goes with the process, however that ends. Fault CENTRAL_BUSY when it is held.
 */
export function lockFolder(folder: string): { release(): void } {
  const file = new Database(join(folder, 'central.lock'), { timeout: 0 })
  try {
    file.pragma('journal_mode = MEMORY')
    file.exec('begin exclusive')
    return { release: () => file.close() }
  } catch (thrown) {
    file.close()
    if (!(thrown instanceof Database.SqliteError) || !thrown.code.startsWith('SQLITE_BUSY')) throw thrown
    throw new Fault('CENTRAL_BUSY', `${folder} is in use`, thrown)
  }
}
