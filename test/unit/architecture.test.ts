import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const tops = ['main', 'renderer', 'drivers', 'models', 'sync']

/** What each place may import besides itself; `port` is any port.ts, `rules` are main/inspection's types. */
const mayImport: Record<string, readonly string[]> = {
  'main/kernel': [],
  'main/inspection': ['main/kernel'],
  'main/api': ['main/kernel', 'main/inspection'],
  'main/station': ['main/kernel', 'main/inspection', 'main/api', 'drivers', 'models', 'sync/', 'port'],
  'main/shell': ['main/kernel'],
  renderer: ['main/api', 'main/inspection', 'main/kernel'],
  drivers: ['main/kernel', 'port'],
  models: ['main/kernel', 'port'],
  'sync/wire': ['main/kernel', 'main/inspection'],
  'sync/ledger': ['main/kernel', 'main/inspection', 'sync/wire', 'sync/sqlite', 'port'],
  'sync/evidence': ['main/kernel', 'port'],
  'sync/catalogue': ['main/kernel', 'main/inspection', 'sync/wire', 'sync/sqlite', 'port'],
  'sync/memory': ['main/kernel', 'sync/sqlite', 'port'],
  'sync/sqlite': ['main/kernel'],
  'sync/uplink': ['main/kernel', 'main/inspection', 'sync/wire', 'port'],
  'sync/central': ['main/kernel', 'sync/wire'],
}

/** Packages that may be named in one place only. */
const homeOf: Record<string, string> = {
  electron: 'main/shell',
  'onnxruntime-node': 'models/onnx',
  'node-hid': 'drivers',
  serialport: 'drivers',
  'better-sqlite3': 'sync',
  react: 'renderer',
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => /\.tsx?$/.test(file))
}

function placeOf(file: string): string {
  const places = Object.keys(mayImport).sort((a, b) => b.length - a.length)
  return places.find((place) => file.startsWith(`${place}/`)) ?? file
}

export function straysIn(file: string, text: string): string[] {
  const place = placeOf(file)
  const strays: string[] = []
  for (const [, name = ''] of text.matchAll(/(?:from\s+|import\(|import\s+)['"]([^'"]+)['"]/g)) {
    const home = homeOf[name]
    if (home && !file.startsWith(`${home}/`)) strays.push(`${file} names ${name}, whose home is ${home}`)
    if (!name.startsWith('.')) continue
    const target = relative(root, resolve(root, dirname(file), name))
    if (!tops.some((top) => target.startsWith(`${top}/`))) continue
    const allowed = mayImport[place] ?? []
    const fine =
      target.startsWith(`${place}/`) ||
      (allowed.includes('port') && target.endsWith('/port.ts')) ||
      allowed.some((to) => to !== 'port' && target.startsWith(to.endsWith('/') ? to : `${to}/`))
    const central = place === 'main/station' && target.startsWith('sync/central/')
    const port = file.endsWith('/port.ts') && !/^main\/(kernel|inspection\/record)/.test(target)
    if (!fine || central || port) strays.push(`${file} imports ${target}`)
  }
  return strays
}

/** Values that a file of the product exports and no other file, tests included, names. */
export function unreadIn(texts: ReadonlyMap<string, string>): string[] {
  const words = new Map([...texts].map(([file, text]) => [file, new Set(text.match(/[A-Za-z_]\w*/g))]))
  const exported = /^export (?:async )?(?:const|function|class) \*?(\w+)/gm
  const readBeside = (name: string, file: string) =>
    [...words].some(([other, named]) => other !== file && named.has(name))
  return [...texts].flatMap(([file, text]) =>
    file.startsWith('test/')
      ? []
      : [...text.matchAll(exported)].flatMap(([, name = '']) =>
          readBeside(name, file) ? [] : [`${file} exports ${name}`],
        ),
  )
}

describe('exports', () => {
  it('what is exported is read by another file', () => {
    const files = [...tops, 'test'].flatMap(sources).filter((file) => !file.includes('node_modules'))
    const texts = files.map((file) => [file, readFileSync(join(root, file), 'utf8')] as const)
    expect(unreadIn(new Map(texts))).toEqual([])
  })

  it('a planted one is seen', () => {
    const one = ['main/a.ts', 'export const lonely = 1\nexport function read() {}'] as const
    expect(unreadIn(new Map([one, ['main/b.ts', 'read()']]))).toEqual(['main/a.ts exports lonely'])
  })
})

describe('import directions', () => {
  const files = tops.flatMap(sources)

  it('every import goes the way the design says', () => {
    expect(files.flatMap((file) => straysIn(file, readFileSync(join(root, file), 'utf8')))).toEqual([])
  })

  it('a planted stray is seen', () => {
    expect(straysIn('main/kernel/x.ts', "import { a } from '../station/compose.ts'")).toHaveLength(1)
    expect(straysIn('drivers/x.ts', "import Database from 'better-sqlite3'")).toHaveLength(1)
    expect(straysIn('main/station/x.ts', "import { app } from '../../sync/central/app.ts'")).toHaveLength(1)
  })

  it('every file is at most 250 lines', () => {
    const long = files.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 251)
    expect(long).toEqual([])
  })
})
