import { stringify } from 'csv-stringify/sync'
import { decimalText } from '../../wire/amount.ts'
import {
  type DispositionCodes,
  dispositionCodes,
  type GradeCodes,
  gradeCodes,
} from '../../wire/partner-codes.ts'
import { dispositionSchema, gradeSchema } from '../../wire/words.ts'
import type { Dimension, DispositionReport, DispositionRow } from './dispositions.ts'

/**
 * The report as CSV (RFC 4180, UTF-8): the columns it is broken down by, then its figures (amounts are decimals), then what partners
 * call the grade and the disposition.
 */
export function dispositionCsv(report: DispositionReport, group: readonly Dimension[]): string {
  const partners = partnerColumns.filter(({ of }) => group.includes(of))
  const header = [
    ...[...group.flatMap(columnsOf), 'items', 'waiting', 'corrected', ...amounts],
    ...partners.map(({ name }) => name),
  ]
  const rows = report.rows.map((row) => [
    ...group.flatMap((name) => cellsOf(row, name)).map(plainText),
    ...[row.items, row.waiting, row.corrected],
    ...amountCells(row),
    ...partners.map(({ code }) => code(row)),
  ])
  return stringify([header, ...rows], { record_delimiter: 'windows' })
}

const amounts = ['currency', 'value', 'expected']

interface PartnerColumn {
  readonly name: string
  /** What the report must be broken down by for it. */
  readonly of: 'grade' | 'disposition'
  /** Empty where the partner has no word for it, or a newer station's word is not known here. */
  code(row: DispositionRow): string
}

const partnerColumns: readonly PartnerColumn[] = [
  { name: 'amazon_condition', of: 'grade', code: ({ grade }) => gradeIn(grade)?.amazon ?? '' },
  { name: 'r2v3_cosmetic', of: 'grade', code: ({ grade }) => gradeIn(grade)?.r2v3 ?? '' },
  { name: 'loop_condition', of: 'grade', code: ({ grade }) => gradeIn(grade)?.loop ?? '' },
  { name: 'gs1_cbv', of: 'disposition', code: ({ disposition }) => cbvText(outcomeIn(disposition)) },
  { name: 'loop_outcome', of: 'disposition', code: ({ disposition }) => outcomeIn(disposition)?.loop ?? '' },
  {
    name: 'shopify_restock',
    of: 'disposition',
    code: ({ disposition }) => outcomeIn(disposition)?.shopify ?? '',
  },
  {
    name: 'optoro_disposition',
    of: 'disposition',
    code: ({ disposition }) => outcomeIn(disposition)?.optoro ?? '',
  },
]

function gradeIn(grade: string | undefined): GradeCodes | undefined {
  const known = gradeSchema.safeParse(grade)
  return known.success ? gradeCodes[known.data] : undefined
}

function outcomeIn(disposition: string | undefined): DispositionCodes | undefined {
  const known = dispositionSchema.safeParse(disposition)
  return known.success ? dispositionCodes[known.data] : undefined
}

/** Business step and disposition of each step, in order: `holding:returned shipping:returned`. */
function cbvText(codes: DispositionCodes | undefined): string {
  return (codes?.cbv ?? []).map(({ bizStep, disposition }) => `${bizStep}:${disposition}`).join(' ')
}

function columnsOf(name: Dimension): string[] {
  if (name === 'station') return ['station', 'station_name']
  return name === 'sku' ? ['sku', 'title'] : [name]
}

function cellsOf(row: DispositionRow, name: Dimension): (string | undefined)[] {
  if (name === 'station') return [row.station, row.stationName]
  return name === 'sku' ? [row.sku, row.title] : [row[name]]
}

function amountCells({ value, expected }: DispositionRow): string[] {
  const text = (money: DispositionRow['value']) => (money ? decimalText(money.minor, money.currency) : '')
  return [value?.currency ?? '', text(value), text(expected)]
}

/** A spreadsheet would run a cell that starts like a formula; behind an apostrophe it is text (OWASP, CSV injection). */
export function plainText(cell: string | undefined): string {
  const text = cell ?? ''
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}
