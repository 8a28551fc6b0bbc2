import type { Interval } from './statistics/bootstrap.ts'
import type { RowName } from './wish.ts'

/** One measured number beside what was hoped for and what a shortcut reaches. */
export interface Figure {
  readonly name: string
  readonly measured: Interval
  /** How many were measured, and of how many groups (items, sessions, people) they are. */
  readonly n: number
  readonly groups: number
  /** The same protocol on strips of the border that hold no item. */
  readonly control?: Interval
  /** How far the figure lies over its control, the same groups drawn for both. */
  readonly lead?: Interval
  /** Why there is no control. */
  readonly noControl?: string
  /** True where strips that say nothing do well (false alarms, calibration): their control is shown and strikes nothing out. */
  readonly quiet?: true
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
  /** Expected calibration error of all answers, and of each kind of them. */
  readonly error: Figure
  readonly parts: readonly Figure[]
}

/** A pack whose weights were measured. */
export interface MeasuredPack {
  /** `name@version`. */
  readonly model: string
  readonly sha256: string
  readonly licence: string
  /** Of the ONNX file. */
  readonly bytes: number
}

/** The packs that were measured: the one that compares and the one that tells products apart. */
export interface MeasuredPacks {
  readonly comparing: MeasuredPack
  readonly telling: MeasuredPack
}

/** All that was measured in one run. */
export interface Report {
  readonly packs: MeasuredPacks
  readonly quick: boolean
  readonly rows: readonly Row[]
}

/** Whether a shortcut reaches the figure too, or comes so near that the 95 % interval of the lead holds 0: it proves nothing. */
export function struckOut({ measured, control, lead, falling, quiet }: Figure): boolean {
  if (!control || quiet || Number.isNaN(control.value)) return false
  const sign = falling ? -1 : 1
  if (sign * (measured.value - control.value) <= 0) return true
  return lead !== undefined && (falling ? lead.high >= 0 : lead.low <= 0)
}

/** What of its targets a figure reached, by its value; empty where it has none. */
export function verdict(figure: Figure): '' | 'border' | 'aim' | 'reach' | 'short' {
  const { measured, target, falling } = figure
  if (struckOut(figure)) return 'border'
  const met = (goal: number | undefined) =>
    goal !== undefined && (falling ? measured.value <= goal : measured.value >= goal)
  if (met(target?.aim)) return 'aim'
  if (met(target?.reach)) return 'reach'
  return target?.reach === undefined && target?.aim === undefined ? '' : 'short'
}

/** The report as a table a person reads in a terminal. */
export function asTable({ rows, packs, quick }: Report): string {
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
  return `${text.join('\n')}\n\nModels ${packs.comparing.model} and ${packs.telling.model}.${fewer} "border" marks a figure that strips of the border without any item reach too, or nearly: it proves nothing.`
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
    verdict(figure),
  ]
}

/** Three digits; a dash for what is not known. */
export function digits(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? '–' : value.toFixed(3)
}
