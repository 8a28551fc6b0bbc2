import type { Signature, SignerState } from './port.ts'

/** A photograph to be signed. */
export interface ToSigner {
  readonly id: number
  readonly photo: Uint8Array
}

/** What the signing process says. */
export type FromSigner =
  | { readonly kind: 'state'; readonly state: SignerState }
  | { readonly kind: 'signed'; readonly id: number; readonly signature: Signature }
