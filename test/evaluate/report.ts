import type { Interval } from './statistics/bootstrap.ts'
import type { RowName } from './wish.ts'

/** One measured number beside what was hoped for and what a shortcut reaches. */
export interface Figure {
  readonly name: string
  readonly measured: Interval
  /** How many were measured, and of how many groups (items, sessions, people) they are. */
  readonly n: number
  readonly groups: number
  /** The same protocol on strips of the border that hold no item; absent where no such strip exists. */
  readonly control?: Interval
  readonly target?: Target
  /** True where less is better (false alarms, calibration error). */
  readonly falling?: boolean
}

/** What the issue asks of a figure; `first` is the first study's, measured elsewhere and otherwise. */
export interface Target {
  readonly first?: number
  readonly reach?: number
  readonly aim?: number
}

/** One row of the report: a protocol over one set, or why it was not measured. */
export interface Row {
  readonly row: RowName
  readonly set: string
  readonly protocol: string
  /** Which code gave the scores. */
  readonly by: string
  readonly figures: readonly Figure[]
  readonly notMeasured?: string
  /** What a reader must know to believe the figures. */
  readonly notes?: readonly string[]
  /** Diagrams of how far stated confidence can be believed, written beside the card. */
  readonly reliability?: readonly Reliability[]
  readonly sheet?: Sheet
}

/** Pictures of failures, written beside the card: drawn by code, for no picture of a pack is ever shown. */
export interface Sheet {
  readonly title: string
  readonly file: string
  /** Base64. */
  readonly jpeg: string
  /** What its pictures are, in their order. */
  readonly captions: readonly string[]
}

/** A reliability diagram: its file's name beside the card, and what it shows. */
export interface Reliability {
  readonly title: string
  readonly file: string
  readonly svg: string
  readonly n: number
  readonly error: number
}

/** All that was measured in one run. */
export interface Report {
  readonly model: string
  readonly sha256: string
  readonly quick: boolean
  readonly rows: readonly Row[]
}

/** Whether a shortcut reaches the figure too, so that it proves nothing. */
export function struckOut({ measured, control, falling }: Figure): boolean {
  if (!control || Number.isNaN(control.value)) return false
  return falling ? control.value <= measured.value : control.value >= measured.value
}

/** The report as a table a person reads in a terminal. */
export function asTable({ rows, model, quick }: Report): string {
  const head = ['set', 'measure', 'value', '95 %', 'n (groups)', 'border only', 'first', 'reach', 'aim', '']
  const lines = rows.flatMap((row) =>
    row.notMeasured === undefined
      ? row.figures.map((figure) => [row.set, ...cellsOf(figure)])
      : [[row.set, `not measured: ${row.notMeasured}`]],
  )
  const all = [head, ...lines]
  const widths = head.map((_, k) =>
    Math.max(...all.filter((line) => line.length > 2).map((line) => line[k]?.length ?? 0)),
  )
  const text = all.map((line) =>
    line
      .map((cell, k) => cell.padEnd(widths[k] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const fewer = quick ? ' --quick: fewer draws, so the intervals are rougher.' : ''
  return `${text.join('\n')}\n\nModel ${model}.${fewer} "border" marks a figure that strips of the border without any item reach too: it proves nothing.`
}

function cellsOf(figure: Figure): string[] {
  const { name, measured, n, groups, control, target } = figure
  return [
    name,
    digits(measured.value),
    `${digits(measured.low)}–${digits(measured.high)}`,
    `${n} (${groups})`,
    control ? digits(control.value) : '–',
    digits(target?.first),
    digits(target?.reach),
    digits(target?.aim),
    struckOut(figure) ? 'border' : verdict(figure),
  ]
}

function verdict({ measured, target, falling }: Figure): string {
  const met = (goal: number | undefined) =>
    goal !== undefined && (falling ? measured.value <= goal : measured.value >= goal)
  if (met(target?.aim)) return 'aim'
  if (met(target?.reach)) return 'reach'
  return target?.reach === undefined && target?.aim === undefined ? '' : 'short'
}

/** Three digits; a dash for what is not known. */
export function digits(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? '–' : value.toFixed(3)
}
