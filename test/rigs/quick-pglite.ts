import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { pgliteParsers } from '../../sync/central/database/pglite.ts'

const modules = resolve(import.meta.dirname, '../../node_modules')
const about = readFileSync(join(modules, '@electric-sql/pglite/package.json'), 'utf8')
const cache = join(modules, '.cache/regrade')
const name = `pglite-${(JSON.parse(about) as { version: string }).version}`
const template = join(cache, `${name}.tar`)
const cluster = join(cache, name)

/**
 * A fresh, empty PGlite: in memory, or in `folder`. Making a PostgreSQL cluster takes seconds, loading one does not:
 * the first test that needs one leaves its empty cluster in node_modules/.cache for all later ones.
 */
export async function quickPGlite(folder?: string): Promise<PGlite> {
  if (!existsSync(template)) await makeTemplate()
  return PGlite.create({
    parsers: pgliteParsers,
    loadDataDir: new Blob([readFileSync(template)]),
    ...(folder === undefined ? {} : { dataDir: folder }),
  })
}

/** Lays an empty cluster into a folder that is not there yet, for a central that is a process of its own. */
export async function layEmptyCluster(folder: string): Promise<void> {
  if (!existsSync(cluster)) await makeCluster()
  cpSync(cluster, folder, { recursive: true })
}

async function makeCluster(): Promise<void> {
  const draft = `${cluster}.${process.pid}`
  await (await quickPGlite(draft)).close()
  try {
    renameSync(draft, cluster)
  } catch (thrown) {
    // another test process was first
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(cluster)) throw thrown
  }
}

async function makeTemplate(): Promise<void> {
  const made = await PGlite.create()
  const dump = await made.dumpDataDir('none')
  await made.close()
  mkdirSync(cache, { recursive: true })
  const draft = `${template}.${process.pid}`
  writeFileSync(draft, new Uint8Array(await dump.arrayBuffer()))
  renameSync(draft, template)
}
