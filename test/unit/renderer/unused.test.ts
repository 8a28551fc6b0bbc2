import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { parseSync } from 'vite'
import { expect, it } from 'vitest'
import en from '../../../renderer/locales/en.json' with { type: 'json' }
import { nodesIn } from './syntax.ts'

const root = resolve(import.meta.dirname, '../../../renderer')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const sources = files.filter((file) => /\.tsx?$/.test(file)).map((file) => ({ file, text: read(file) }))

/** Every text a source could use as a key, as a pattern: `fault.${code}.what` stands for any code. */
function keysIn(file: string, text: string): string[] {
  return [...nodesIn(parseSync(file, text).program)].flatMap((node) => {
    if (node.type === 'Literal' && typeof node.value === 'string') return [escaped(node.value)]
    if (node.type !== 'TemplateLiteral') return []
    const parts = (node.quasis as { value: { raw: string } }[]).map(({ value }) => value.raw)
    // A template of nothing but values names no key.
    return parts[0] === '' ? [] : [parts.map(escaped).join('[^.]*')]
  })
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

type Texts = string | { readonly [key: string]: Texts }

function keysOf(texts: Texts, path = ''): string[] {
  if (typeof texts === 'string') return [path]
  return Object.entries(texts).flatMap(([key, child]) => keysOf(child, path ? `${path}.${key}` : key))
}

/** Keys that no pattern fits, with or without the ending of a count. */
function unused(keys: readonly string[], patterns: readonly string[]): string[] {
  const used = new RegExp(`^(?:${[...new Set(patterns)].join('|')})$`)
  return keys.filter((key) => !used.test(key) && !used.test(key.replace(/_(zero|one|other)$/, '')))
}

it('[LC5] every text of the locale files is used by a screen', () => {
  const patterns = sources.flatMap(({ file, text }) => keysIn(file, text))
  expect(unused(keysOf(en), patterns)).toEqual([])
})

it('[LC5] a text that nothing uses is found', () => {
  const dollar = '$'
  const source = `t("a.b"); t(\`a.${dollar}{x}.c${dollar}{y ? 'd' : ''}\`); t("a.n")`
  const keys = ['a.b', 'a.z', 'a.q.c', 'a.q.cd', 'a.q.r.c', 'a.n_one', 'a.n_other', 'x']
  expect(unused(keys, keysIn('a.ts', source))).toEqual(['a.z', 'a.q.r.c', 'x'])
})

/** The style sheets a source takes in, by the name it gives each, and what it asks of them: class names, or any. */
function asked(text: string, sheet: string): { readonly names: readonly string[]; readonly any: boolean } {
  const name = text.match(new RegExp(`import (\\w+) from '[^']*/${escaped(sheet)}'`))?.[1]
  if (!name) return { names: [], any: false }
  const names = [...text.matchAll(new RegExp(`(?<![\\w.'/-])${name}\\.(\\w+)`, 'g'))].map(
    (hit) => hit[1] ?? '',
  )
  return { names, any: new RegExp(`(?<![\\w.])${name}\\[`).test(text) }
}

function classesOf(css: string): string[] {
  const rules = css.replaceAll(/\/\*[\s\S]*?\*\//g, '')
  return [...new Set([...rules.matchAll(/\.([a-z]\w*)/gi)].map((hit) => hit[1] ?? ''))]
}

it('[PG23] every class of a style sheet is worn, and every class worn has a rule', () => {
  const sheets = files.filter((file) => file.endsWith('.module.css'))
  expect(sheets.length).toBeGreaterThan(30)
  const wrong = sheets.flatMap((sheet) => {
    const all = sources.map(({ text }) => asked(text, basename(sheet)))
    const [names, classes] = [new Set(all.flatMap((each) => each.names)), classesOf(read(sheet))]
    const dead = all.some(({ any }) => any) ? [] : classes.filter((each) => !names.has(each))
    const lacking = [...names].filter((each) => !classes.includes(each))
    return [...dead, ...lacking].map((each) => `${sheet}: ${each}`)
  })
  expect(wrong).toEqual([])
})
