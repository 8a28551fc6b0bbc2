/** A number with its 95 % interval. */
export interface Measured {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** What the head may promise: when its likeliest grade has at least `threshold`, it is right in at least `accuracy` of cases. */
export interface Promised {
  readonly accuracy: number
  readonly confidence: number
  readonly threshold: number
  /** Share of the cross-validated items it would have spoken on, how many of those were right, and the bound. */
  readonly coverage: number
  readonly spoken: number
  readonly right: number
  readonly atLeast: number
}

export interface ReliabilityBin {
  readonly sure: number
  readonly right: number
  readonly count: number
}

/** What a head can lack: decisions, sessions that share no item, grades confirmed often enough, agreement, or proof that its grades hold. */
export const silences = ['decisions', 'sessions', 'grades', 'kappa', 'unproven'] as const

/** One thing a head lacks, with what was found and what is needed; of `unproven` both are shares of graded items. */
export interface Silence {
  readonly why: (typeof silences)[number]
  readonly found: number
  readonly needed: number
}

/** What cross-validation by item and recording session found; everything is held out. */
export interface LearningReport {
  readonly decisions: number
  readonly sessions: number
  readonly perGrade: readonly number[]
  readonly kappa?: Measured
  readonly accuracy?: Measured
  /** Accuracy of always saying the commonest grade. */
  readonly commonest?: number
  /** Expected calibration error over ten bins. */
  readonly calibration?: number
  readonly promise?: Promised
  /** Held-out items by confirmed grade (row) and by the grade the head found likeliest (column). */
  readonly confusion?: readonly (readonly number[])[]
  /** Ten bins of how sure the head was: mean of its odds, share that was right, items. Empty bins are left out. */
  readonly reliability?: readonly ReliabilityBin[]
  /** Why the head stays silent; empty when the promise is earned. */
  readonly silent: readonly Silence[]
}
