import type { Finding, Inference } from '../kernel/finding.ts'
import type { Shot } from '../kernel/frame.ts'
import type { Category, ExpectedLine, Money, Sku } from '../kernel/item.ts'
import type { Scan } from '../kernel/scan.ts'
import type { CodeReading } from './code.ts'

/** A to E from like new to unsellable; U means nobody could tell. */
export const grades = ['A', 'B', 'C', 'D', 'E', 'U'] as const
export type Grade = (typeof grades)[number]
export type SureGrade = Exclude<Grade, 'U'>
/** Probabilities over A to E; they sum to 1. */
export type GradeOdds = Readonly<Record<SureGrade, number>>

export const dispositions = [
  'restock',
  'open_box',
  'refurbish',
  'liquidate',
  'donate',
  'recycle',
  'return_to_vendor',
  'quarantine',
] as const
export type Disposition = (typeof dispositions)[number]

/** One reason in words: `code` and `params` are for translation, `text` is the English sentence with its numbers. */
export interface Reason {
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>
  readonly text: string
}

/** Who or what was at the station. Staff are known by an id; no name enters the record. */
export type StaffId = string

/** What the code turned out to be. Every case ends in a disposition; none is an error. */
export type Item =
  | { readonly kind: 'expected'; readonly sku: Sku; readonly line: ExpectedLine }
  | { readonly kind: 'known'; readonly sku: Sku }
  | { readonly kind: 'not_on_return'; readonly rma: string; readonly sku?: Sku }
  | { readonly kind: 'empty_parcel'; readonly line: ExpectedLine; readonly sku?: Sku }
  | { readonly kind: 'unlisted'; readonly category: Category }

/** One thing the operator may pick when a code fits several. `key` is stable within one identification. */
export interface Candidate {
  readonly key: string
  readonly item: Item
}

/** What a code could mean: none, one or several candidates, never a failure. */
export interface Identification {
  readonly reading: CodeReading
  readonly candidates: readonly Candidate[]
  /** Set when the code named a return (RMA, tracking, plate): offers "not on this return" and "empty parcel". */
  readonly rma?: string
}

/** A question of the checklist and what the operator answered; `fail` may stand for a finding. */
export interface Answer {
  readonly question: string
  readonly answer: 'yes' | 'no' | 'unknown'
}

export interface GradeVerdict {
  readonly grade: Grade
  /** The model's calibrated distribution mixed with what the rubric allows. */
  readonly probabilities: GradeOdds
  /** Grade by the rubric alone, and by the model alone (U where it is silent). */
  readonly voices: { readonly rubric: Grade; readonly model: Grade }
  readonly reasons: readonly Reason[]
}

export interface Alternative {
  readonly disposition: Disposition
  /** Expected recovery in minor units of the SKU's currency, handling cost taken off; absent without a price. */
  readonly expected?: Money
  readonly allowed: boolean
  readonly reasons: readonly Reason[]
}

/** Who must decide: nobody (automatic), the operator at the lane, or a supervisor in review. */
export type DecidedBy = 'auto' | 'operator' | 'supervisor'

export interface Proposal {
  readonly choice: Disposition
  /** Best first; the first is `choice`. */
  readonly alternatives: readonly Alternative[]
  /** Probability 0..1 that the grade this rests on is right, as the policy's promise counts it. */
  readonly confidence: number
  readonly decidedBy: DecidedBy
  readonly reasons: readonly Reason[]
}

/** What a person changed, and why. */
export interface Override {
  readonly by: StaffId
  readonly from: { readonly disposition: Disposition; readonly grade: Grade }
  /** What the person wants; while the item is held, the decision itself stays quarantine. */
  readonly to: { readonly disposition: Disposition; readonly grade: Grade }
  readonly reasonCode: string
  readonly note: string
}

/** What the station did in the end. `held` waits for a supervisor; its label says quarantine. */
export interface Decision {
  readonly disposition: Disposition
  readonly grade: Grade
  readonly by: 'auto' | StaffId
  readonly held: boolean
  readonly at: number
  readonly override?: Override
}

export interface Label {
  readonly zpl: string
  readonly widthMm: number
  readonly heightMm: number
  readonly dpi: 203 | 300 | 600
}

/** Which rules and models spoke. */
export interface Versions {
  readonly policy: string
  readonly model: string | 'none'
  readonly station: string
}

// Each step adds a field; none changes one.

/** An item on the lane from its first scan. */
export interface Scanned {
  readonly id: string
  /** Licence plate given to this item (see licence-plate.ts). */
  readonly plate: string
  readonly scan: Scan
  readonly operator: StaffId | 'unattended'
}
export interface Identified extends Scanned {
  readonly reading: CodeReading
  readonly item: Item
}
export interface Checked extends Identified {
  readonly answers: readonly Answer[]
  /** Findings that follow from answers. */
  readonly told: readonly Finding[]
  /** False when an answer (sealed, empty parcel) makes photographs and inference unnecessary. */
  readonly inspect: boolean
}
export interface Captured extends Checked {
  readonly shots: readonly Shot[]
  /** What the item weighs with its packaging, in grams; absent where no scale showed a weight that lay still. */
  readonly weightGrams?: number
}
export interface Inferred extends Captured {
  readonly inference: Inference
}
export interface Graded extends Inferred {
  readonly verdict: GradeVerdict
}
export interface Proposed extends Graded {
  readonly proposal: Proposal
}
export interface Decided extends Proposed {
  readonly decision: Decision
}
/** The whole record of one inspection, as the ledger keeps it and central receives it. */
export interface InspectionRecord extends Decided {
  readonly label: Label
  readonly versions: Versions
  /** Milliseconds spent a step, for example `identify`, `capture`, `infer`. */
  readonly timings: Readonly<Record<string, number>>
}

/** All findings of an item: what the model saw and what the operator said. */
export function findingsOf(item: Inferred): readonly Finding[] {
  return item.inference.status === 'done' ? [...item.told, ...item.inference.findings] : item.told
}

/** The findings that may count: hints are for people's eyes only. */
export function countedFindings(item: Inferred): readonly Finding[] {
  return findingsOf(item).filter(({ hint }) => !hint)
}
