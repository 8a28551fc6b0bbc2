/** One decision a supervisor confirmed or changed, with what was seen of the item. */
export interface ConfirmedDecision {
  /** Place of the confirmed grade, 0 for A to 4 for E. */
  readonly grade: number
  /** The physical thing: the same unit photographed twice is one unit. */
  readonly unit: string
  /** The run of photographs it was recorded in (sessions.ts). */
  readonly session: string
  readonly features: Float32Array
}

/** A line through the features, and where the grades lie on it. */
export interface GradeHead {
  /** Of each feature, over the decisions learnt from. */
  readonly mean: Float64Array
  /** Of each feature; Infinity for one that never changed, so that it weighs nothing. */
  readonly deviation: Float64Array
  /** Weight of each standardised feature in the score. */
  readonly weights: Float64Array
  /** Four ascending cuts: P(grade ≤ k) = sigmoid(cut[k] - slope * score). */
  readonly cuts: readonly number[]
  readonly slope: number
  /** Mean squared standardised feature over which an item is unlike everything learnt from. */
  readonly farthest: number
}
