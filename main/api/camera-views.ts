import type { CameraRole } from '../kernel/frame.ts'

/** What the station knows of one of its cameras, and whether it still holds. */
export interface CameraCare {
  readonly role: CameraRole
  readonly name: string
  readonly driver: string
  /** True for a camera of a kiosk page: a person takes its pictures. */
  readonly byHand: boolean
  /** The role whose stage this camera sees instead of its own: cables or roles are swapped. */
  readonly sees?: CameraRole
  readonly stage?: {
    readonly at: number
    readonly by: string
    /** Older than the station trusts without asking. */
    readonly aged: boolean
    /** `changed`: the picture's border is not that of the stage any more; `other`: it was taken with another camera. */
    readonly fit: 'fits' | 'changed' | 'unchecked' | 'other'
  }
  readonly scale?: {
    readonly at: number
    readonly by: string
    readonly mmPerPixel: number
    readonly least: number
    readonly most: number
    /** Pixels by which the sheet lies beside where plane and lens would show it, root mean square. */
    readonly residual: number
    readonly rulerMm: number
    /** `untold`: the sheet showed too little of it; `never`: measured by a version that did not look at it. */
    readonly lens: 'told' | 'untold' | 'never'
    /** How far the lens moves the picture's corners, as a part of their way from its middle: under 0 inwards (barrel). */
    readonly bend: number
    /** `resized`: its pictures have another size now; `other`: it was measured with another camera. */
    readonly holds: 'yes' | 'resized' | 'other'
  }
}

/** What came of a photograph for the station's own use; `why` is a word the screen has a sentence for, or a fault's code. */
export type CameraOutcome =
  | { readonly role: CameraRole; readonly ok: true }
  | { readonly role: CameraRole; readonly ok: false; readonly why: string; readonly found: string }
