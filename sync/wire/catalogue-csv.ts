import { CsvError, parse } from 'csv-parse/sync'
import type { z } from 'zod'
import { type ExpectedLine, type Sku, skuFlags } from '../../main/kernel/item.ts'
import { minorUnits } from './amount.ts'
import { lineSchema, skuSchema } from './catalogue.ts'

/** Column names of the two kinds of CSV; a file holds one kind, told by its header line. */
export const catalogueCsv = {
  skus: {
    needed: ['sku', 'title', 'category', 'price', 'currency'],
    all: ['sku', 'title', 'category', 'gtin', 'price', 'currency', 'weight_grams', 'vendor', 'flags'],
  },
  lines: {
    needed: ['line', 'rma', 'sku'],
    all: ['line', 'rma', 'order', 'tracking', 'plate', 'sku', 'quantity', 'reason', 'serial'],
  },
} as const

/** What is wrong with one cell; `row` is the line of the file, the header being 1. */
export interface CatalogueProblem {
  readonly row: number
  readonly column: string
  readonly found: string
  readonly allowed: string
}

/** A CSV file taken apart: all rows of its kind, or what is wrong (at most 20 problems), never some of both. */
export type CatalogueCsv =
  | { readonly kind: 'skus'; readonly skus: readonly Sku[] }
  | { readonly kind: 'lines'; readonly lines: readonly ExpectedLine[] }
  | { readonly kind: 'problems'; readonly problems: readonly CatalogueProblem[] }

const mostProblems = 20

/** Reads SKUs or expected lines out of CSV text (comma, header line, UTF-8 with or without BOM). */
export function parseCatalogueCsv(text: string): CatalogueCsv {
  const table = tableOf(text)
  if ('allowed' in table) return { kind: 'problems', problems: [table] }
  const header = table[0]?.record ?? []
  const kind = header.includes('line') ? 'lines' : 'skus'
  const wrong = headerProblems(header, kind)
  if (wrong.length > 0) return { kind: 'problems', problems: wrong }
  const rows = table.slice(1).map((row) => cellsOf(header, row))
  return kind === 'skus'
    ? collect(
        rows,
        (cells) => skuSchema.safeParse(skuOfCells(cells)),
        (skus) => ({ kind, skus }),
      )
    : collect(
        rows,
        (cells) => lineSchema.safeParse(lineOfCells(cells)),
        (lines) => ({ kind, lines }),
      )
}

interface Row {
  readonly row: number
  readonly cells: Readonly<Record<string, string>>
}

interface RawRow {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}

function tableOf(text: string): readonly RawRow[] | CatalogueProblem {
  try {
    return parse(text, { bom: true, info: true, trim: true, skip_empty_lines: true }) as unknown as RawRow[]
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const row = Number(error.lines ?? 0)
    return { row, column: '(whole line)', found: error.message, allowed: 'as many cells as the header' }
  }
}

function headerProblems(header: readonly string[], kind: 'skus' | 'lines'): CatalogueProblem[] {
  const { needed, all } = catalogueCsv[kind]
  const allowed = `the columns ${all.join(', ')}`
  const missing = needed.filter((name) => !header.includes(name))
  const unknown = header.filter((name) => !(all as readonly string[]).includes(name))
  return [
    ...missing.map((column) => ({ row: 1, column, found: 'no such column', allowed })),
    // An unknown name is refused, not skipped: `flag` for `flags` would silently lose a recall.
    ...unknown.map((column) => ({ row: 1, column, found: 'unknown column', allowed })),
  ]
}

/** An empty cell counts as absent. */
function cellsOf(header: readonly string[], { record, info }: RawRow): Row {
  const pairs = header.map((name, index) => [name, record[index] ?? ''] as const)
  return { row: info.lines, cells: Object.fromEntries(pairs.filter(([, cell]) => cell !== '')) }
}

function collect<T>(
  rows: readonly Row[],
  read: (cells: Row['cells']) => z.ZodSafeParseResult<T>,
  done: (values: T[]) => CatalogueCsv,
): CatalogueCsv {
  const values: T[] = []
  const problems: CatalogueProblem[] = []
  for (const row of rows) {
    const result = read(row.cells)
    if (result.success) values.push(result.data)
    else problems.push(...result.error.issues.map((issue) => problemOf(row, issue)))
    if (problems.length >= mostProblems) break
  }
  return problems.length > 0 ? { kind: 'problems', problems: problems.slice(0, mostProblems) } : done(values)
}

/** Where a cell is not written as its JSON field is: its column, and what may stand there. */
const cellOf: Readonly<Record<string, { readonly column: string; readonly allowed: string }>> = {
  minor: {
    column: 'price',
    allowed: 'a decimal number such as 19.90, with no more decimals than the currency has',
  },
  weightGrams: { column: 'weight_grams', allowed: 'whole grams, 0 to 1000000' },
  flags: { column: 'flags', allowed: `${skuFlags.join(', ')}, separated by semicolons` },
}

function problemOf({ row, cells }: Row, issue: z.core.$ZodIssue): CatalogueProblem {
  const field = issue.path.findLast((part) => typeof part === 'string') ?? ''
  const { column, allowed } = cellOf[field] ?? { column: field, allowed: issue.message }
  return { row, column, found: cells[column] ?? 'nothing', allowed }
}

function skuOfCells(cells: Row['cells']): unknown {
  const { price, currency, weight_grams, flags, ...rest } = cells
  return {
    ...rest,
    price: { minor: minorUnits(price ?? '', currency ?? ''), currency: currency ?? '' },
    ...(weight_grams === undefined ? {} : { weightGrams: Number(weight_grams) }),
    flags: (flags ?? '')
      .split(';')
      .map((flag) => flag.trim())
      .filter((flag) => flag !== ''),
  }
}

function lineOfCells(cells: Row['cells']): unknown {
  return { ...cells, quantity: Number(cells.quantity ?? '1') }
}
