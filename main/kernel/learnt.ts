/** Grades a head may give, best first; the same letters as the record's, without U. */
export const learntGrades = ['A', 'B', 'C', 'D', 'E'] as const
export type LearntLetter = (typeof learntGrades)[number]

/** One vector of an item, or of all its photographs, made by one layout over one model's outputs. */
export interface ItemFeatures {
  /** `packOf` the model whose embedding and findings are in it. */
  readonly pack: string
  /** Which numbers stand where and what was photographed, for example `item-3-whole`; different layouts are never mixed. */
  readonly layout: string
  readonly values: Float32Array
}

/** What a head says of one item, and what it promised when it was learnt. */
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
  /** True for the head that ships, which made damage taught: it is told and weighs nothing. */
  readonly hint?: true
}

/**
 * How features name the model they came from: `name@version` and the start of its hash. The hash, because a pack that was
 * trained again under its old version sees otherwise, and vectors of both must never be mixed.
 */
export function packOf(model: string, sha256: string): string {
  return `${model} ${sha256.slice(0, 12)}`
}

/** The head learnt at this station, or the one that ships while there is none, as the eyes have it. */
export type HeadState =
  | { readonly kind: 'none' }
  /** `speaks` is false while it has earned no promise; `hint` is true of the head that ships. */
  | { readonly kind: 'ready'; readonly head: string; readonly speaks: boolean; readonly hint?: true }
  /** The sentence names the head and the check it failed; nothing is said by it. */
  | { readonly kind: 'refused'; readonly detail: string }
  /** Nobody could tell in time. */
  | { readonly kind: 'unknown' }
