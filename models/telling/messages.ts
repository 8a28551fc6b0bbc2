import type { Spot } from '../onnx/hatch.ts'
import type { ShownPhoto, ShownView, Signature, SignerState } from './port.ts'

/** A view whose bytes lie in the hatch. */
export interface LaidView {
  readonly size: { readonly width: number; readonly height: number }
  readonly at: Spot
  readonly mask?: Spot
  readonly within?: NonNullable<ShownView['within']>
}

/** A photograph or a view on its way to the signing process. */
export type SentView = ShownPhoto | ShownView | LaidView

/** What the signing process is asked: to sign a photograph, or to find a view's places in others'. */
export type ToSigner =
  | { readonly kind: 'sign'; readonly id: number; readonly shown: SentView }
  | {
      readonly kind: 'find'
      readonly id: number
      readonly places: Int8Array
      readonly groups: readonly (readonly Int8Array[])[]
    }

/** What the signing process says. */
export type FromSigner =
  | { readonly kind: 'state'; readonly state: SignerState }
  | { readonly kind: 'signed'; readonly id: number; readonly signature: Signature }
  | { readonly kind: 'found'; readonly id: number; readonly found: readonly number[] | undefined }
