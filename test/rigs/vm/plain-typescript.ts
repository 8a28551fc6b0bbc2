import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, join } from 'node:path'

/** Folders of the project whose sources run inside the machine. */
const folders = [
  'main',
  'drivers',
  'models',
  'sync',
  'renderer/kit',
  'renderer/setup',
  'test/devices',
  'test/contract',
  'test/rigs',
]

/**
 * Writes every source without its types, each at its own path below `to`: what Node itself does when it loads TypeScript, done
 * here because inside the machine each process would spend many seconds on it.
 */
export function writePlainTypescript(tree: string, to: string): void {
  const sources = folders.map((folder) => `${folder}/**/*.ts`)
  for (const file of globSync(sources, { cwd: tree, exclude: (name) => name.includes('node_modules') })) {
    const plain = withoutTypes(readFileSync(join(tree, file), 'utf8'))
    if (plain === undefined) continue
    mkdirSync(dirname(join(to, file)), { recursive: true })
    writeFileSync(join(to, file), plain)
  }
}

/** Undefined for a source with a mistake, which is left to the Node that loads it to tell. */
function withoutTypes(source: string): string | undefined {
  try {
    return stripTypeScriptTypes(source)
  } catch {
    return undefined
  }
}
