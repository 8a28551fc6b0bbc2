import type {
  Answer,
  Captured,
  Checked,
  Decided,
  Identification,
  Identified,
  Inferred,
  InspectionRecord,
  Proposed,
  Scanned,
} from '../inspection/record.ts'
import type { Fault } from '../kernel/fault.ts'
import type { CameraRole, Frame, Shot } from '../kernel/frame.ts'

/** One photograph taken for the item: the pixels for the eyes, the shot for the record. */
export interface Taken {
  readonly frame: Frame
  readonly shot: Shot
}

/**
 * The item on the lane while it is being worked on: each step fills its field with a grown record.
 * Frames live only in memory; everything else survives a restart as the draft.
 */
export interface LaneItem {
  readonly scanned: Scanned
  readonly identification: Identification
  readonly answers: readonly Answer[]
  readonly timings: Readonly<Record<string, number>>
  /** The last weight that lay still while this item was on the lane, in grams. */
  readonly weightGrams?: number
  readonly taken: ReadonlyMap<CameraRole, Taken>
  /** Roles to shoot next; undefined means all. */
  readonly again?: readonly { readonly role: CameraRole; readonly why: string }[]
  readonly identified?: Identified
  readonly checked?: Checked
  readonly captured?: Captured
  readonly inferred?: Inferred
  readonly proposed?: Proposed
  readonly decided?: Decided
  readonly record?: InspectionRecord
  readonly fault?: Fault
}
