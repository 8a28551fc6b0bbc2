import type { CameraRole } from './frame.ts'
import type { LearntGrade } from './learnt.ts'

/** Defect types of retail logistics (Kaputt, arXiv 2510.05903). */
export const findingTypes = [
  'penetration',
  'deformation',
  'actuation',
  'deconstruction',
  'spillage',
  'superficial',
  'missing_unit',
] as const
export type FindingType = (typeof findingTypes)[number]

export type Severity = 'minor' | 'major'

/** A box in fractions of the upright photograph: x, y of the upper left corner, width, height, all 0..1. */
export interface Region {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Who saw it: a model, or a person's answer on the checklist. */
export type FindingSource = 'model' | 'checklist'

/** One thing that is wrong with the item. */
export interface Finding {
  readonly type: FindingType
  readonly severity: Severity
  /** 0..1; 1 for what a person said. */
  readonly score: number
  readonly source: FindingSource
  /** True for what is shown to people and never counted: it came of units too few, or not laid over each other. */
  readonly hint?: true
  /** Absent for checklist findings. */
  readonly view?: { readonly role: CameraRole; readonly region: Region }
  /** Longer extent of the region in millimetres, in the plane where the rig was calibrated (measure.ts); absent where nobody can tell. */
  readonly sizeMm?: number
  /** Region area in percent of the item's area in the photograph; of the photograph where the item was not told from the bench. */
  readonly sizePercent?: number
}

/** Probabilities that the item as a whole has no, at worst minor, or major damage; they sum to 1. */
export interface SeverityOdds {
  readonly none: number
  readonly minor: number
  readonly major: number
}

/** Whole units of one SKU and role from which on what they say counts; fewer only give a hint. */
export const unitsThatCount = 16

/** How one view compares with whole units of its SKU. Scores are in deviations of whole units from their mean. */
export interface MemoryWord {
  readonly role: CameraRole
  /** Whole units known of this role. */
  readonly units: number
  /** `verdict` counts; `hint` is for people's eyes; `nothing`: too few units. */
  readonly says: 'verdict' | 'hint' | 'nothing'
  readonly different: boolean
  readonly score: number
  /** Whether the view lay over the first unit, place by place. */
  readonly registered: boolean
  /** Share of whole units that will be called different, 0..1: best guess and upper 95 % bound; absent for `nothing`. */
  readonly falseAlarms?: { readonly guess: number; readonly high: number }
  /** Where it differs, in fractions of the upright photograph, strongest first; absent where it does not. */
  readonly places?: readonly Region[]
}

/** How an item looks beside its own SKU and the other SKU of this station that is nearest, by whole units of both. */
export interface LikenessWord {
  /** `verdict` calls a person; `hint` is told and weighs nothing. */
  readonly says: 'verdict' | 'hint'
  /** Whether it looks like the other SKU: nearer to it than to its own, by more than any unit of its own is. */
  readonly doubted: boolean
  /** The other SKU, and its title, empty where nobody knows one. */
  readonly sku: string
  readonly title: string
  /** Likeness to its own SKU and to the other, 0..1, mean over the views both know. */
  readonly own: number
  readonly other: number
  /** Units of its own SKU, and other SKUs, it was compared with. */
  readonly units: number
  readonly others: number
  /** Share of right items that will be doubted, 0..1: best guess and upper 95 % bound. */
  readonly falseAlarms: { readonly guess: number; readonly high: number }
  /** `name@version` of the pack that tells products apart. */
  readonly model: string
}

/** What the model says of all views of one item, or why it says nothing. */
export type Inference =
  | {
      readonly status: 'done'
      readonly findings: readonly Finding[]
      /** Absent while the model's word on severity has not earned a voice: the checklist and a person grade. */
      readonly severity?: SeverityOdds
      /** Item category as the model sees it, most likely first; probabilities 0..1. */
      readonly category: readonly { readonly name: string; readonly probability: number }[]
      /** What whole units of the same SKU said, by role; empty where none is known, absent where nobody asked or they were late. */
      readonly memory?: readonly MemoryWord[]
      /** What whole units of other SKUs say; absent where none are known, or they were late. */
      readonly likeness?: LikenessWord
      /** The voice of the head learnt at this station; absent while none has earned one. */
      readonly learnt?: LearntGrade
      /** `name@version` of the model pack. */
      readonly model: string
      /** Milliseconds: decoding and resizing, and the network's own run, summed over views. */
      readonly timings: { readonly decodeMs: number; readonly runMs: number }
    }
  | { readonly status: 'unsure'; readonly why: UnsureReason; readonly detail: string }

/** Why there is no answer from the eyes. */
export type UnsureReason =
  | 'no_model'
  | 'model_refused'
  | 'timed_out'
  | 'crashed'
  | 'no_photos'
  | 'unreadable_photo'
  | 'empty_stage'
  | 'two_items'
