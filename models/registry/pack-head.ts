import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { manifestEnd, packName } from './active-pack.ts'
import { plainName } from './limits.ts'
import type { Refusal } from './refusal.ts'

/** What the registry itself reads of a manifest; the loader checks all of it before a pack is used. */
const headShape = z.looseObject({
  name: packName,
  version: z.string().regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, 'must be a version such as 1.0.0'),
  licence: z.string().min(1),
  card: z.string().regex(plainName, 'must be a plain file name'),
  task: z.string().optional(),
})

/** Who a pack is, and the first sentence its card says of it. */
export interface PackHead {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly promise: string
  /** False for a pack that only tells products apart: it cannot be the active one. */
  readonly judges: boolean
  /** Whether it says anything of an item by itself, with no whole units beside it. */
  readonly alone: boolean
}

/** `name@version`. */
export function packRef({ name, version }: { readonly name: string; readonly version: string }): string {
  return `${name}@${version}`
}

/** Reads the manifest of the pack `name` in `folder`; never throws. */
export function headOf(folder: string, name: string): PackHead | Refusal {
  const file = `${name}${manifestEnd}`
  const read = headShape.safeParse(jsonOf(textOf(join(folder, file))))
  if (!read.success) {
    const issue = read.error.issues[0]
    const key = issue?.path.join('.') || 'the whole'
    return { check: 'manifest', problem: `${key} in ${file}: ${issue?.message ?? 'wrong'}` }
  }
  const { version, licence, card, task } = read.data
  if (read.data.name !== name)
    return { check: 'manifest', problem: `name is "${read.data.name}", the file is named ${file}` }
  const promise = promiseOf(textOf(join(folder, card)))
  const judges = task !== 'identity'
  return { name, version, licence, promise, judges, alone: judges && task !== 'compare' }
}

/** The name of the one pack in a folder. */
export function onlyPackIn(folder: string): string | Refusal {
  const names = packNamesIn(folder)
  const [name] = names
  if (name !== undefined && names.length === 1) return name
  const found = names.length === 0 ? `no NAME${manifestEnd}` : `${names.length} manifests`
  return { check: 'manifest', problem: `it holds ${found}; exactly one is allowed` }
}

/** The packs in a folder, by their manifests, in the order of their names. */
export function packNamesIn(folder: string): readonly string[] {
  return filesIn(folder)
    .filter((file) => file.endsWith(manifestEnd))
    .map((file) => file.slice(0, -manifestEnd.length))
    .sort()
}

/** The first sentence of a card that is no heading, list or table: what it promises. Empty where there is none. */
export function promiseOf(card: string): string {
  const paragraphs = card.split(/\n\s*\n/).map((each) => each.replace(/\s+/g, ' ').trim())
  const first = paragraphs.find((each) => /^(?![#|>!<]|[-*+] )./.test(each)) ?? ''
  const plain = first.replace(/[*_`]/g, '')
  const sentence = /^.*?[.!?](?= |$)/.exec(plain)?.[0] ?? plain
  return sentence.length > 200 ? `${sentence.slice(0, 199)}…` : sentence
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
