import type { LearningReport, Silence } from '../../main/kernel/learning-report.ts'
import { crossValidate, type Fitted, type FoldDone } from './cross-validate.ts'
import { foldsOf, groupsOf } from './folds.ts'
import { accuracyOf, binsOf, calibrationOf, confusionOf, type Judged, kappaOf, measured } from './measures.ts'
import type { ConfirmedDecision, GradeHead } from './port.ts'
import { promiseOf, type Wish } from './promise.ts'
import { distanceOf } from './ridge.ts'
import type { Block } from './voices.ts'

/** What a head must show before it may speak. */
export interface Terms extends Wish {
  readonly leastDecisions: number
  readonly leastSessions: number
  /** Confirmed decisions each of at least two grades needs. */
  readonly leastOfAGrade: number
  /** Quadratic kappa, so that always saying the commonest grade earns nothing. */
  readonly leastKappa: number
}

/** Nine of ten spoken grades right, with 95 % confidence, from at least 100 decisions of 5 sessions. */
export const defaultTerms: Terms = {
  accuracy: 0.9,
  confidence: 0.95,
  leastDecisions: 100,
  leastSessions: 5,
  leastOfAGrade: 10,
  leastKappa: 0.4,
}

/** Grades that must have been confirmed often enough. */
const leastGrades = 2
/** Most folds; fewer where there are fewer groups. */
const mostFolds = 5
/** An item may lie this much farther off than 99 of 100 of those learnt from. */
const slack = 2

export interface Learnt {
  readonly report: LearningReport
  /** Absent where there is too little to fit anything. */
  readonly head?: GradeHead
}

/**
 * Learns to grade from confirmed decisions, all with features of one length, and measures it by cross-validation in which no
 * unit and no recording session is on both sides. Pure and repeatable: the order of the decisions changes nothing that matters.
 * `step` hears how many of the folds are done.
 */
export function learn(
  decisions: readonly ConfirmedDecision[],
  terms: Terms = defaultTerms,
  { step = () => {}, blocks }: { readonly step?: FoldDone; readonly blocks?: readonly Block[] } = {},
): Learnt {
  const sorted = decisions.toSorted((a, b) => order(a, b))
  const groups = groupsOf(sorted)
  const counted = countsOf(sorted, groups)
  const lacking = tooFew(counted, terms)
  const folds = foldsOf(groups, mostFolds)
  const seen = counted.perGrade.filter((count) => count > 0).length
  if (seen < 2 || new Set(folds).size < 2) return { report: { ...counted, silent: lacking } }
  const rows = sorted.map((each) => Float64Array.from(each.features))
  const { odds, head } = crossValidate(
    { rows, targets: sorted.map((each) => each.grade), folds, ...(blocks ? { blocks } : {}) },
    step,
  )
  const judged = sorted.map(({ grade }, i) => ({ grade, odds: odds[i]!, group: groups[i]! }))
  const report = reportOf(judged, { ...counted, silent: lacking }, terms)
  return { report, head: headOf(head, rows) }
}

/** How much there is to learn from. */
export type Counted = Pick<LearningReport, 'decisions' | 'sessions' | 'perGrade'>

function countsOf(rows: readonly ConfirmedDecision[], groups: readonly number[]): Counted {
  const perGrade = [0, 1, 2, 3, 4].map((grade) => rows.filter((row) => row.grade === grade).length)
  return { decisions: rows.length, sessions: new Set(groups).size, perGrade }
}

/** What is lacking before anything is fitted. */
export function tooFew({ decisions, sessions, perGrade }: Counted, terms: Terms = defaultTerms): Silence[] {
  const grades = perGrade.filter((count) => count >= terms.leastOfAGrade).length
  const all: Silence[] = [
    { why: 'decisions', found: decisions, needed: terms.leastDecisions },
    { why: 'sessions', found: sessions, needed: terms.leastSessions },
    { why: 'grades', found: grades, needed: leastGrades },
  ]
  return all.filter(({ found, needed }) => found < needed)
}

function reportOf(judged: readonly Judged[], counted: LearningReport, terms: Terms): LearningReport {
  const kappa = measured(judged, kappaOf)
  const promise = promiseOf(judged, terms)
  const accuracy = measured(judged, accuracyOf)
  const weak: Silence = { why: 'kappa', found: kappa.value, needed: terms.leastKappa }
  const unproven: Silence = { why: 'unproven', found: accuracy.value, needed: terms.accuracy }
  return {
    ...counted,
    ...{ kappa, accuracy, confusion: confusionOf(judged), reliability: binsOf(judged) },
    commonest: Math.max(...counted.perGrade) / counted.decisions,
    calibration: calibrationOf(judged),
    ...(promise ? { promise } : {}),
    silent: [...counted.silent, ...(weak.found < weak.needed ? [weak] : []), ...(promise ? [] : [unproven])],
  }
}

function headOf({ direction, cuts, slope }: Fitted, rows: readonly Float64Array[]): GradeHead {
  const distances = rows.map((row) => distanceOf(direction, row)).sort((a, b) => a - b)
  const usual = distances[Math.ceil(0.99 * distances.length) - 1] ?? 1
  return { ...direction, cuts, slope, farthest: usual * slack }
}

/** Folds must not depend on the order a ledger gives its rows in. */
function order(a: ConfirmedDecision, b: ConfirmedDecision): number {
  if (a.session !== b.session) return a.session < b.session ? -1 : 1
  if (a.unit !== b.unit) return a.unit < b.unit ? -1 : 1
  return a.grade - b.grade
}
