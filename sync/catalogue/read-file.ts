import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { Fault } from '../../main/kernel/fault.ts'
import { lineSchema, skuSchema } from '../wire/catalogue.ts'
import { type CatalogueProblem, parseCatalogueCsv } from '../wire/catalogue-csv.ts'
import type { CatalogueBatch } from './port.ts'

const fileSchema = z.object({
  skus: z.array(skuSchema).default([]),
  lines: z.array(lineSchema).default([]),
})

/** How many problems a sentence names; the rest are counted. */
const named = 5

/**
 * Reads SKUs and expected lines from a JSON file (`{"skus": [...], "lines": [...]}`) or a CSV file (one kind a file).
 * Faults: BAD_INPUT when the file cannot be read, CATALOGUE_BAD_BATCH with row, column, what was found and what is allowed.
 */
export function readCatalogueFile(path: string): CatalogueBatch {
  const text = textOf(path)
  const read = /^\s*[[{]/.test(text) ? readJson(path, text) : readCsv(path, text)
  return { cursor: 0, skus: [], lines: [], removedSkus: [], removedLines: [], ...read }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown)
    throw new Fault('BAD_INPUT', `the catalogue file ${path} cannot be read (${code})`, thrown)
  }
}

function readCsv(path: string, text: string): Partial<CatalogueBatch> {
  const read = parseCatalogueCsv(text)
  if (read.kind === 'problems') throw bad(path, read.problems)
  return read.kind === 'skus' ? { skus: read.skus } : { lines: read.lines }
}

function readJson(path: string, text: string): Partial<CatalogueBatch> {
  const json = parsed(path, text)
  const result = fileSchema.safeParse(json)
  if (result.success) return result.data
  throw bad(
    path,
    result.error.issues.map((issue) => ({
      row: Number(issue.path[1] ?? -1) + 1,
      column: issue.path.filter((part) => typeof part === 'string').join('.') || '(whole file)',
      found: found(json, issue.path),
      allowed: issue.message,
    })),
  )
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown)
    throw new Fault('CATALOGUE_BAD_BATCH', `the catalogue file ${path} is not JSON: ${why}`, thrown)
  }
}

function found(json: unknown, path: readonly PropertyKey[]): string {
  const value = path.reduce<unknown>(
    (at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key],
    json,
  )
  return value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value)).slice(0, 80)
}

function bad(path: string, problems: readonly CatalogueProblem[]): Fault {
  const sentences = problems
    .slice(0, named)
    .map(({ row, column, found, allowed }) => `row ${row}, ${column}: found ${found}, allowed is ${allowed}`)
  const more = problems.length > named ? `; and ${problems.length - named} more` : ''
  return new Fault('CATALOGUE_BAD_BATCH', `${path}: ${sentences.join('; ')}${more}`)
}
