import { crossValidate } from './cross-validate.ts'
import { foldsOf, groupsOf, type Tied } from './folds.ts'
import { diceOf } from './measures.ts'
import { scoreOf } from './ridge.ts'
import type { Block } from './voices.ts'

/** One photographed item with a confirmed label: good (0) or damaged (1). */
export interface Labelled extends Tied {
  readonly label: 0 | 1
  readonly features: ArrayLike<number>
}

/** A held-out item and the score of a head that saw neither its unit nor its session; higher is worse. */
export interface HeldOut {
  readonly row: number
  readonly round: number
  readonly label: 0 | 1
  readonly score: number
}

/** How the features are read: their blocks (voices.ts), and what a row's are in a round where the drawn ones add to them. */
export interface Reading {
  readonly blocks?: readonly Block[]
  seenIn?(round: number, row: number): ArrayLike<number>
}

/** The rows drawn in each round, undefined where a class has too few items or nothing would be left to score. */
export function fewDrawn(
  rows: readonly Labelled[],
  { perClass, rounds, seed }: { readonly perClass: number; readonly rounds: number; readonly seed: number },
): (readonly number[] | undefined)[] {
  const groups = groupsOf(rows)
  return Array.from({ length: rounds }, (_, round) =>
    drawnOf(rows, { groups, perClass, dice: diceOf(seed * 1000 + round) }),
  )
}

/**
 * The protocol "confirmed labels": in each round as many labelled items a class as asked are drawn (with fixed dice), a linear
 * head is fitted on them, its penalty chosen among them, and every item that shares no unit and no session with a drawn one is
 * scored. Rounds in which a class has too few items, or nothing is left to score, are left out.
 */
export function fewLabels(
  rows: readonly Labelled[],
  draws: readonly (readonly number[] | undefined)[],
  { blocks, seenIn = (_, row) => rows[row]!.features }: Reading = {},
): HeldOut[] {
  const groups = groupsOf(rows)
  return draws.flatMap((drawn, round) => {
    if (!drawn) return []
    const taken = new Set(drawn.map((i) => groups[i]))
    const known = rows.map((row, i) => ({ ...row, features: seenIn(round, i) }))
    const direction = fitted(known, drawn, { groups, ...(blocks ? { blocks } : {}) })
    return known.flatMap((row, i) =>
      taken.has(groups[i])
        ? []
        : [{ row: i, round, label: row.label, score: scoreOf(direction, row.features) }],
    )
  })
}

interface Draw {
  readonly groups: readonly number[]
  readonly perClass: number
  dice(): number
}

/** The rows drawn, or undefined where a class has too few or every group would be drawn from. */
function drawnOf(rows: readonly Labelled[], { groups, perClass, dice }: Draw): number[] | undefined {
  const order = rows.map((_, i) => ({ i, at: dice() })).sort((a, b) => a.at - b.at)
  const taken: number[] = []
  for (const label of [0, 1] as const) {
    const fitting = order.filter(({ i }) => rows[i]!.label === label).slice(0, perClass)
    if (fitting.length < perClass) return undefined
    taken.push(...fitting.map(({ i }) => i))
  }
  const used = new Set(taken.map((i) => groups[i]))
  return used.size < new Set(groups).size ? taken : undefined
}

function fitted(
  rows: readonly Labelled[],
  drawn: readonly number[],
  { groups, blocks }: { readonly groups: readonly number[]; readonly blocks?: readonly Block[] },
) {
  const own = drawn.map((i) => groups[i]!)
  const folds = balanced(
    own,
    drawn.map((i) => rows[i]!.label),
  )
  const targets = drawn.map((i) => rows[i]!.label)
  const features = drawn.map((i) => Float64Array.from(rows[i]!.features))
  return crossValidate({ rows: features, targets, folds, ...(blocks ? { blocks } : {}) }).head.direction
}

/** At most five folds with both classes in each as far as groups allow. */
function balanced(groups: readonly number[], labels: readonly number[]): number[] {
  const folds = new Array<number>(groups.length).fill(0)
  const single = new Set(groups).size === groups.length
  if (!single) return foldsOf(groups, 5)
  const next = [0, 0]
  for (const [i, label] of labels.entries()) folds[i] = next[label]!++ % Math.min(5, groups.length / 2)
  return folds
}
