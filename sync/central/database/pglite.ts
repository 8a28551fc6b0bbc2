import { existsSync, readdirSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { Fault } from '../../../main/kernel/fault.ts'
import { DurableFolder } from './durable-folder.ts'
import { syncFolder, syncTree } from './sync-to-disk.ts'

/** Type number of PostgreSQL's bigint (pg_type.oid). */
const bigintOid = 20

/** How PGlite must read columns here: bigint as number, because nothing stored passes 2^53. */
export const pgliteParsers = { [bigintOid]: Number }

/**
 * PGlite runs PostgreSQL in single-user mode with `-F`, which is fsync=off: a power cut could take acknowledged
 * events with it. Here fsync is on, and by the one method whose call reaches Node (fdatasync does not).
 */
const startParams = [
  ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
  ...['-c', 'fsync=on', '-c', 'wal_sync_method=fsync'],
]

/**
 * The database in `folder`, made there when the folder is not there yet. A folder that is not a whole database is
 * Fault CENTRAL_CORRUPT and is left as it is.
 */
export async function pgliteIn(folder: string): Promise<PGlite> {
  if (!existsSync(folder)) await makeIn(folder)
  if (!existsSync(join(folder, 'PG_VERSION')))
    throw new Fault('CENTRAL_CORRUPT', `${folder} is not a database: PG_VERSION is missing`)
  return open(folder)
}

/** A first start that is cut half way leaves only the `.new` folder, which the next one makes again. */
async function makeIn(folder: string): Promise<void> {
  const fresh = `${folder}.new`
  await rm(fresh, { recursive: true, force: true })
  await mkdir(fresh, { recursive: true })
  await (await open(fresh)).close()
  syncTree(fresh)
  await rename(fresh, folder)
  syncFolder(dirname(folder))
}

async function open(folder: string): Promise<PGlite> {
  const options: PGliteOptions = { fs: new DurableFolder(folder), startParams, parsers: pgliteParsers }
  const known = readdirSync(folder).length > 0
  try {
    return await PGlite.create(options)
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause)
    throw new Fault(
      known ? 'CENTRAL_CORRUPT' : 'DATA_UNWRITABLE',
      `${folder} cannot be opened: ${said}`,
      cause,
    )
  }
}
