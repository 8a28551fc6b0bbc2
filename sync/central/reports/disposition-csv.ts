import { stringify } from 'csv-stringify/sync'
import { decimalText } from '../../wire/amount.ts'
import type { Dimension, DispositionReport, DispositionRow } from './dispositions.ts'

/** The report as CSV (RFC 4180, UTF-8): the columns it is broken down by, then its figures; amounts are decimals. */
export function dispositionCsv(report: DispositionReport, group: readonly Dimension[]): string {
  const header = [...group.flatMap(columnsOf), ...['items', 'waiting', 'corrected'], ...amounts]
  const rows = report.rows.map((row) => [
    ...group.flatMap((name) => cellsOf(row, name)).map(plainText),
    ...[row.items, row.waiting, row.corrected],
    ...amountCells(row),
  ])
  return stringify([header, ...rows], { record_delimiter: 'windows' })
}

const amounts = ['currency', 'value', 'expected']

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
