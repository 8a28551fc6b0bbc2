import { type Dice, diceOf } from '../rigs/seeded.ts'
import type { Figure } from './report.ts'
import { besideControl, type Drawing, interval } from './statistics/bootstrap.ts'

/** What every row is measured under. */
export interface Setting {
  readonly seed: number
  /** How often references (or labels) are drawn anew; a figure is the mean over these. */
  readonly repeats: number
  readonly drawing: Drawing
  /** A row may look at no more pictures than this; infinite unless --quick. */
  readonly most: number
  progress(line: string): void
}

/**
 * How many times as often a set of a hundred pictures is drawn from. One draw of references or labels there is off by about
 * 0.008, so three are by as much as what was reached lies from what is wanted.
 */
export const oftenOfFew = 4

/** One picture under a protocol: a score a repeat, NaN where the picture was a reference in it. */
export interface Scored {
  readonly wanted: boolean
  readonly group: string
  /** Pictures are only ranked among their own block (one surface, one material); a figure is the mean over blocks. */
  readonly block: string
  readonly scores: readonly number[]
}

/** The dice of one repeat of one row; other rows and repeats throw others. */
export function diceFor({ seed }: Setting, row: string, repeat: number): Dice {
  let mixed = seed + 7919 * repeat
  for (const letter of row) mixed = (Math.imul(mixed, 31) + letter.charCodeAt(0)) >>> 0
  return diceOf(mixed)
}

/** `count` different members, drawn without replacement; fewer where there are fewer. */
export function drawnFrom<T>(dice: Dice, members: readonly T[], count: number): T[] {
  const left = [...members]
  return Array.from({ length: Math.min(count, left.length) }, () =>
    left.splice(Math.floor(dice() * left.length), 1),
  ).flat()
}

/** A ranking measure as a mean over blocks and repeats; blocks that cannot be measured are left out. */
export function overBlocks(
  measure: (scores: readonly number[], wanted: readonly boolean[]) => number,
): (rows: readonly Scored[]) => number {
  return (rows) => {
    const values: number[] = []
    for (const block of Map.groupBy(rows, (row) => row.block).values())
      for (const repeat of block[0]?.scores.keys() ?? []) {
        const measured = block.filter((row) => !Number.isNaN(row.scores[repeat]!))
        values.push(
          measure(
            measured.map((row) => row.scores[repeat]!),
            measured.map((row) => row.wanted),
          ),
        )
      }
    return mean(values.filter((value) => !Number.isNaN(value)))
  }
}

/** How a figure is measured, and what is said of it. */
export interface Measuring<T> extends Partial<Pick<Figure, 'target' | 'falling' | 'quiet' | 'noControl'>> {
  measure(rows: readonly T[]): number
  /** The same of the border's strips; none of them where nothing could be told there. */
  readonly control?: readonly T[] | undefined
  readonly drawing: Drawing
}

/** A figure beside its control, both with intervals that draw whole groups. */
export function figureOf<T extends { readonly group: string }>(
  name: string,
  rows: readonly T[],
  { measure, control, drawing, target, falling, quiet, noControl }: Measuring<T>,
): Figure {
  const groupOf = (row: T) => row.group
  const beside = control && control.length > 0
  const why = noControl ?? (control && !beside ? 'the strips showed nothing to tell it by' : undefined)
  return {
    name,
    ...(beside
      ? besideControl(rows, control, { groupOf, measure, drawing })
      : { measured: interval(rows, groupOf, measure, drawing) }),
    n: rows.length,
    groups: new Set(rows.map(groupOf)).size,
    ...(why === undefined ? {} : { noControl: why }),
    ...(target ? { target } : {}),
    ...(falling ? { falling } : {}),
    ...(quiet ? { quiet } : {}),
  }
}

/** The mean; NaN of nothing. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((a, b) => a + b, 0) / values.length
}
