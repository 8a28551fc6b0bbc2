/** Grades a head may give, best first; the same letters as the record's, without U. */
export const learntGrades = ['A', 'B', 'C', 'D', 'E'] as const
export type LearntLetter = (typeof learntGrades)[number]

/** What is kept of all photographs of one item for learning: one vector, made by one layout over one model's outputs. */
export interface ItemFeatures {
  /** `name@version` of the pack whose embedding and findings are in it. */
  readonly pack: string
  /** Which numbers stand where, for example `pooled-1`; vectors of different layouts are never mixed. */
  readonly layout: string
  readonly values: Float32Array
}

/** What the head learnt on the station says of one item, and what it promised when it was learnt. */
export interface LearntGrade {
  /** `name@version` of the head. */
  readonly head: string
  /** Calibrated probabilities over A to E; they sum to 1. */
  readonly odds: Readonly<Record<LearntLetter, number>>
  /** False where the item is less certain, or less like the ones learnt from, than the promise allows: nothing is said. */
  readonly sure: boolean
  /** Share of its spoken grades that are right, promised with 95 % confidence. */
  readonly promised: number
  /** Confirmed decisions it was learnt from. */
  readonly decisions: number
}
