import type { Inference } from '../../main/kernel/finding.ts'
import type { Frame, FrameQuality } from '../../main/kernel/frame.ts'
import type { HeadState, ItemFeatures, LearntGrade } from '../../main/kernel/learnt.ts'
import type { BesideView, Compared, EyesState } from '../port.ts'
import type { Spot } from './hatch.ts'
import type { SentDecoded } from './laid-decoded.ts'

/** One question to the process that owns the session. */
export type Ask =
  | { readonly kind: 'infer'; readonly frames: readonly Frame[] }
  | MeasureAsk
  | { readonly kind: 'compare'; readonly views: readonly BesideView[] }
  | { readonly kind: 'features'; readonly frames: readonly Frame[] }
  | { readonly kind: 'grade'; readonly item: ItemFeatures }
  | { readonly kind: 'head' }

export interface MeasureAsk {
  readonly kind: 'measure'
  readonly frame: Frame
  /** Whether the photograph is wanted as it was decoded. */
  readonly wanted?: boolean
  /** Where its pixels may be laid in the hatch. */
  readonly room?: Spot
}

/** What is known of learning: the vector of an item, what the head says of one, or which head there is. */
export type LearningAnswer =
  | { readonly told: 'features'; readonly item: ItemFeatures | undefined }
  | { readonly told: 'grade'; readonly grade: LearntGrade | undefined }
  | { readonly told: 'head'; readonly head: HeadState }

export interface ComparingAnswer {
  readonly told: 'compared'
  readonly compared: Compared
}

export interface MeasuredAnswer {
  readonly told: 'measured'
  readonly quality: FrameQuality
  /** Where it was wanted, and could be read. */
  readonly decoded?: SentDecoded
}

export type Answer = Inference | MeasuredAnswer | ComparingAnswer | LearningAnswer

/** What the station tells its owner. */
export type ToOwner =
  | { readonly kind: 'ask'; readonly id: number; readonly ask: Ask }
  | { readonly kind: 'give-up'; readonly id: number }

/** What the owner tells the station; `beat` says that its event loop turns. */
export type FromOwner =
  | { readonly kind: 'beat' }
  | { readonly kind: 'state'; readonly state: EyesState }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answer }

/** Milliseconds between two beats. */
export const beatMs = 1_000

/** The third argument of an owner that must not load a model, because loading ended it before; any other is `seeing`. */
export const blind = 'blind'
export const seeing = 'seeing'
