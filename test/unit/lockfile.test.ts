import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

interface Locked {
  readonly optionalDependencies?: Record<string, string>
  readonly resolved?: string
  readonly gypfile?: boolean
}

const root = resolve(import.meta.dirname, '../..')
const text = readFileSync(resolve(root, 'package-lock.json'), 'utf8')
const packages = (JSON.parse(text) as { packages: Record<string, Locked> }).packages
const names = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)))

describe('npm ci on a machine that has never seen the project', () => {
  it('finds every platform package: npm 11 refuses a lock file that lacks one', () => {
    const missing = Object.values(packages).flatMap((each) => Object.keys(each.optionalDependencies ?? {}))
    expect(missing.filter((name) => !names.has(name))).toEqual([])
  })

  it('compiles nothing: npm 10 reads gypfile from the lock file alone, and npm install drops it', () => {
    // After `npm install`, put `"gypfile": false` back into the entry of better-sqlite3.
    expect(packages['node_modules/better-sqlite3']?.gypfile).toBe(false)
  })

  it('names no registry', () => {
    expect(Object.values(packages).filter((each) => each.resolved !== undefined)).toEqual([])
  })
})
