import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

function filesUnder(folder: string, end: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => end.test(file) && !file.includes('node_modules'))
    .map((file) => join(root, folder, file))
}

function idsIn(files: readonly string[], pattern: RegExp): Set<string> {
  return new Set(
    files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(pattern)].map((hit) => hit[1] ?? '')),
  )
}

const written = idsIn(
  ['main', 'drivers', 'models', 'sync', 'renderer'].flatMap((folder) => filesUnder(folder, /SPEC\.md$/)),
  /\*\*([A-Z]{2}\d+)\*\*/g,
)
const tested = idsIn(filesUnder('test', /\.tsx?$/), /\[([A-Z]{2}\d+)\]/g)

it('every rule in a SPEC.md has a test that names it', () => {
  expect([...written].filter((rule) => !tested.has(rule))).toEqual([])
})

it('every rule a test names is written in a SPEC.md', () => {
  expect([...tested].filter((rule) => !written.has(rule))).toEqual([])
})

it('no rule has the name of another', () => {
  const files = ['main', 'drivers', 'models', 'sync', 'renderer'].flatMap((folder) =>
    filesUnder(folder, /SPEC\.md$/),
  )
  const names = files.flatMap((file) => [
    ...readFileSync(file, 'utf8').matchAll(/^- \*\*([A-Z]{2}\d+)\*\*/gm),
  ])
  const twice = names.map(([, name]) => name).filter((name, at, all) => all.indexOf(name) !== at)
  expect(twice).toEqual([])
})
