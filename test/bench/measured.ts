/** One promise of the station beside what was measured in this run. */
export interface Measured {
  readonly name: string
  readonly value: number
  readonly unit: 'ms' | 'MB' | '%' | '×'
  readonly limit: number
  /** Whether the value must stay below the limit or reach it. */
  readonly must: 'below' | 'reach'
  /** How it was measured, in a few words. */
  readonly how: string
}

/** Whether the promise holds. */
export function kept({ value, limit, must }: Measured): boolean {
  return must === 'below' ? value < limit : value >= limit
}

/** The value below which `share` (0..1) of all values lie, nearest rank; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

/** The measurements as a table a person reads. */
export function table(rows: readonly Measured[]): string {
  const cells = rows.map((row) => [
    row.name,
    Number.isNaN(row.value) ? 'not measured' : `${round(row.value)} ${row.unit}`,
    `${row.must === 'below' ? '<' : '≥'} ${row.limit} ${row.unit}`,
    kept(row) ? 'ok' : 'MISSED',
    row.how,
  ])
  const all = [['what', 'measured', 'limit', '', 'how'], ...cells]
  const widths = all[0]!.map((_, column) => Math.max(...all.map((line) => [...line[column]!].length)))
  const draw = (line: readonly string[]) =>
    line.map((cell, column) => cell + ' '.repeat(widths[column]! - [...cell].length)).join('  ')
  return all.map((line) => draw(line).trimEnd()).join('\n')
}

function round(value: number): string {
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)
}
