import type {
  FindingType,
  Inference,
  Region,
  Severity,
  SeverityOdds,
  UnsureReason,
} from '../main/kernel/finding.ts'
import type { CameraRole, Frame, FrameQuality } from '../main/kernel/frame.ts'
import type { HeadState, ItemFeatures, LearntGrade } from '../main/kernel/learnt.ts'

/** Whether the eyes can see, for the screen: `refused` names the pack and the check it failed. */
export type EyesState =
  | {
      readonly kind: 'ready'
      readonly model: string
      readonly sha256: string
      /** Absent for a model that looks at views alone. */
      readonly compares?: Comparing
    }
  | { readonly kind: 'starting' }
  | { readonly kind: 'absent'; readonly detail: string }
  | { readonly kind: 'refused'; readonly model: string; readonly detail: string }

/** What a comparing model takes: square crops of `side` pixels, beside at most `references` whole units at once. */
export interface Comparing {
  readonly side: number
  readonly references: number
  /** Most quarters of an item's crops that are looked at once more, out of the photograph as it was taken; 0 for none. */
  readonly closer: number
}

/** A photograph as it was decoded, once for all who look at it. */
export interface Decoded {
  /** Red, green, blue, 0..255, row by row: `width * height * 3` bytes. */
  readonly raster: { readonly width: number; readonly height: number; readonly pixels: Uint8Array }
  /** Where the raster lies in the photograph, where it is only the part of it with the item. */
  readonly within?: Within
  /** Pixels of the photograph as it was taken for one of the raster. */
  readonly scale: number
  /** Where the item is in it by colour alone, for a photograph that brings no empty stage and will be held against whole units. */
  readonly cut?: CutOut
}

/** Where a picture begins in a larger one, and how large that one is, in pixels. */
export interface Within {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Where the item is in a view, told by what changed since the stage was empty or by colour, or why that cannot be told; boxes in fractions of the view. */
export type CutOut =
  | {
      readonly kind: 'item'
      readonly by: 'stage' | 'colour'
      /** 1 on the item, 0 beside it, one byte a pixel, row by row: a small picture of the whole view. */
      readonly mask: { readonly width: number; readonly height: number; readonly bits: Uint8Array }
      readonly box: Region
    }
  | { readonly kind: 'empty' }
  | { readonly kind: 'two'; readonly boxes: readonly [Region, Region] }
  | { readonly kind: 'untold' }

/** What a comparing model says of each cell of a crop: `values` as [size, down, across] in steps (patches.ts), each cell of length 1. */
export interface Patches {
  readonly size: number
  readonly down: number
  readonly across: number
  readonly values: Int8Array
}

/** One view to be compared: its item in a square crop, as whole units of the same SKU and role were cropped. */
export interface BesideView {
  readonly role: CameraRole
  /** 8-bit sRGB, row by row: side * side * 3 bytes; what is not item is the grey 128. */
  readonly crop: Uint8Array
  /** What the same model said of whole units' crops; none asks for this crop's patches alone. */
  readonly references: readonly Patches[]
  /** Whether the crop lies over its references, place by place. */
  readonly inPlace: boolean
}

/** One place where a crop shows what its references do not. */
export interface Difference {
  readonly type: FindingType
  readonly severity: Severity
  /** Calibrated, 0..1. */
  readonly score: number
  /** In fractions of the crop. */
  readonly region: Region
  /** Share of the crop's area that differs, 0..1. */
  readonly share: number
}

/** What a comparing model says of one view. */
export interface BesideSeen {
  readonly role: CameraRole
  readonly patches: Patches
  /** Chance of any damage, cell by cell, [down, across]; empty without references. */
  readonly difference: Float32Array
  readonly differences: readonly Difference[]
  /** Absent without references, and while the model's word on severity has not earned a voice. */
  readonly severity?: SeverityOdds
}

/** The answer to compare(). */
export type Compared =
  | {
      readonly status: 'done'
      /** `name@version`. */
      readonly model: string
      /** In the order asked. */
      readonly views: readonly BesideSeen[]
      /** Milliseconds the network ran. */
      readonly runMs: number
    }
  | { readonly status: 'unsure'; readonly why: UnsureReason | 'cannot_compare'; readonly detail: string }

/**
 * What looks at photographs. Implementers hold to these rules (test/contract/eyes.ts):
 *  EY1  infer() never rejects: no model, a hang, a crash or a bad photograph is `unsure` with its reason;
 *  EY2  an answer comes before the deadline given, or `unsure: timed_out` does, and the next call works again;
 *  EY3  nothing runs on the caller's event loop for longer than handing the bytes over;
 *  EY4  the same photographs give the same answer;
 *  EY5  measure() tells a frame's quality without the model; what cannot be decoded is `unreadable`;
 *  EY11 who measures a frame may hear of it as it was decoded, once and before its quality, so that it need not be decoded again;
 *  EY6  close() ends the process behind it and may be called twice;
 *  EY7  compare() keeps EY1 to EY4 and EY6 too; a model that compares nothing is `unsure: cannot_compare`, and so
 *       is a crop or reference that does not fit the model;
 *  EY8  features() gives one vector of all photographs together, the same for the same photographs and whatever their order,
 *       and nothing where infer() would be unsure; it keeps EY2 to EY4;
 *  EY9  grade() says nothing without a head that earned its promise on such features, and keeps EY1, EY2 and EY4; head()
 *       tells which head that is, or the check it failed, and follows the head's folder while the eyes look.
 */
export interface Eyes {
  state(): EyesState
  infer(frames: readonly Frame[], deadlineMs: number): Promise<Inference>
  measure(frame: Frame, seen?: (decoded: Decoded) => void): Promise<FrameQuality>
  compare(views: readonly BesideView[], deadlineMs: number): Promise<Compared>
  features(frames: readonly Frame[], deadlineMs: number): Promise<ItemFeatures | undefined>
  grade(item: ItemFeatures, deadlineMs: number): Promise<LearntGrade | undefined>
  head(deadlineMs: number): Promise<HeadState>
  close(): Promise<void>
}
