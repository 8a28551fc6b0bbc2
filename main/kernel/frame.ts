import type { Measure } from './measure.ts'

/** Where on the rig a camera looks from; a rig has one camera a role. */
export const cameraRoles = ['top', 'left', 'right', 'front', 'label'] as const
export type CameraRole = (typeof cameraRoles)[number]

/** What the station takes in as a photograph, always as the camera encoded it. */
export const photoMediaTypes = ['image/jpeg', 'image/png'] as const
export type PhotoMediaType = (typeof photoMediaTypes)[number]

/** One encoded photograph in memory, not yet evidence. */
export interface Frame {
  readonly role: CameraRole
  readonly bytes: Uint8Array
  readonly mediaType: PhotoMediaType
  readonly device: string
  /** Milliseconds since the Unix epoch. */
  readonly takenAt: number
  /** What this camera sees when nothing is there; absent until somebody took it in Set-up. */
  readonly stage?: Stage
  /** How large things are in it; absent while the rig is uncalibrated. */
  readonly measure?: Measure
  /** It will be held against whole units: a network that compares, and finds nothing in a view alone, need not look at it alone. */
  readonly beside?: true
}

/** A small picture of the empty stage: red, green, blue, 0..255, row by row. */
export interface Stage {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

/** Why a frame is, or is not, fit to be judged. */
export type QualityVerdict = 'good' | 'blurred' | 'dark' | 'bright' | 'empty' | 'glare' | 'unreadable'

/** What was measured on one frame: pixels after EXIF rotation, sharpness as variance of the Laplacian, exposure as mean luma 0..255. */
export interface FrameQuality {
  readonly verdict: QualityVerdict
  readonly width: number
  readonly height: number
  readonly sharpness: number
  readonly exposure: number
}

/** Evidence of one view: the record keeps this, never pixels. */
export interface Shot {
  readonly role: CameraRole
  /** Lower-case hex SHA-256 of the stored bytes. */
  readonly sha256: string
  readonly mediaType: PhotoMediaType
  readonly takenAt: number
  readonly device: string
  readonly quality: FrameQuality
}
