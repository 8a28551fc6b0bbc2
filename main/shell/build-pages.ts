import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
const out = join(root, 'dist/pages')
const stampFile = join(out, '.stamp')
const sources = [
  'renderer',
  'main/api',
  'main/inspection',
  'main/kernel',
  'electron.config.ts',
  'main/shell/build-pages.ts',
  'package-lock.json',
]

function filesUnder(path: string): string[] {
  if (!existsSync(path)) return []
  const entries = readdirSync(path, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

/** Hash over names and contents of everything the pages are made of, lower-case hex SHA-256. */
export function sourcesHash(): string {
  const hash = createHash('sha256')
  const files = sources.flatMap((source) => {
    const path = join(root, source)
    return /\.\w+$/.test(source) ? [path] : filesUnder(path)
  })
  for (const file of files.sort()) hash.update(`${relative(root, file)}\0`).update(readFileSync(file))
  return hash.digest('hex')
}

function stamp(): string {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : ''
}

/** Builds the pages when their sources changed since the last build (`building` is called first), and returns the folder to serve. */
export async function buildPages(building: () => void = () => {}): Promise<string> {
  const hash = sourcesHash()
  if (stamp() === hash) return out
  building()
  const [{ build }, { pages }] = await Promise.all([import('vite'), import('../../electron.config.ts')])
  // Built beside and swapped in, so that two builds at once, or a build cut short, leave whole pages.
  const fresh = `${out}.${process.pid}`
  await inProduction(() => build({ ...pages, build: { ...pages.build, outDir: fresh } }))
  writeFileSync(join(fresh, '.stamp'), hash)
  swapIn(fresh)
  return out
}

/** Puts the fresh folder in place of the old one; when another build has just done so, theirs is as good. */
function swapIn(fresh: string): void {
  rmSync(out, { recursive: true, force: true })
  try {
    renameSync(fresh, out)
  } catch (thrown) {
    rmSync(fresh, { recursive: true, force: true })
    if (!existsSync(stampFile)) throw thrown
  }
}

/** Vite takes the environment's word for React's slower development build, and test runners set it to `test`. */
async function inProduction(work: () => Promise<unknown>): Promise<void> {
  const before = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  try {
    await work()
  } finally {
    if (before === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = before
  }
}

if (import.meta.main) console.log(await buildPages())
