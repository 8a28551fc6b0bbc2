import type { CameraRole } from '../../main/kernel/frame.ts'

/** What one photograph is to the network that tells products apart, and to its colours. */
export interface Signature {
  /** Of length 1: the dot product of two is the likeness of the wholes. Empty where the photograph cannot be signed. */
  readonly whole: Float32Array
  /** What its places look like, packed (models/onnx/places.ts); empty where the pack knows no places. */
  readonly places: Int8Array
}

/** A photograph (JPEG or PNG) to be signed. */
export interface ShownPhoto {
  readonly photo: Uint8Array
  /** Where its item is, where the empty stage told that as it was taken (models/memory/stored.ts: packedCut); else its colours tell. */
  readonly cut?: Uint8Array
}

/** A photograph whose item was cut out before, as the memory sees it (models/memory/raster.ts: ItemView). */
export interface ShownView {
  readonly raster: { readonly width: number; readonly height: number; readonly pixels: Uint8Array }
  readonly mask?: Uint8Array
  readonly within?: {
    readonly left: number
    readonly top: number
    readonly width: number
    readonly height: number
  }
}

/** Whether products can be told apart. */
export type SignerState =
  | { readonly kind: 'starting' }
  /** `made` names everything a signature depends on: signatures of different names are never compared. */
  | {
      readonly kind: 'ready'
      readonly model: string
      readonly sha256: string
      readonly made: string
      /** The part of a likeness that places make up, 0..1; none where the pack knows no places. */
      readonly share: number
    }
  | { readonly kind: 'absent'; readonly detail: string }
  | { readonly kind: 'refused'; readonly model: string; readonly detail: string }

/**
 * Makes signatures of photographs. Implementers hold to these rules:
 *  TP1  sign() never rejects: what no signature can be made of has an empty one, and none is undefined: not in time, no model;
 *  TP2  the same photograph gives the same signature;
 *  TP3  nothing runs on the caller's event loop for longer than handing the bytes over;
 *  TP4  close() ends the process behind it and may be called twice; later calls are undefined;
 *  TP8  found() tells how well the places of a view are found in those of others: most for the same product;
 *  TP10 one that hangs is ended, and answers again after a while;
 *  TP9  a view that was cut out before has the signature of its photograph with that cut.
 */
export interface Signer {
  state(): SignerState
  /** Empty where the photograph cannot be read or does not show one item, undefined where it could not be told in time. */
  sign(shown: ShownPhoto | ShownView, withinMs: number): Promise<Signature | undefined>
  /** How well a view's places are found among all of each group of views, -1..1; undefined where it could not be told in time. */
  found(
    places: Int8Array,
    groups: readonly (readonly Int8Array[])[],
    withinMs: number,
  ): Promise<readonly number[] | undefined>
  close(): Promise<void>
}

/** The signature of one view of one whole unit, without its places: those are read for the few that are held against an item. */
export interface SignedView {
  readonly sku: string
  readonly unit: string
  readonly role: CameraRole
  readonly whole: Float32Array
}

/**
 * Signatures of whole units, kept beside them. Implementers hold to these rules:
 *  UM9  a unit that is taken back takes its signatures along; signatures know what made them, and are replaced by another's;
 *  UM10 views without a signature are found without reading a blob, and all are read in pages, those of the newest SKUs first.
 */
export interface SignatureStore {
  /** One view with no signature of this maker, its photograph, and its cut where one is kept; undefined when there is none. */
  unsigned(made: string): (Pick<SignedView, 'unit' | 'role'> & ShownPhoto) | undefined
  /** Replaces the signature of one view; one whose unit was taken back meanwhile is left out. */
  keep(view: Pick<SignedView, 'unit' | 'role'> & { readonly signature: Signature }, made: string): void
  /** SKUs with units, the one taught last first. */
  skus(): readonly string[]
  /** The signatures of one SKU by one maker, in the order its units were kept. */
  ofSku(sku: string, made: string): readonly SignedView[]
  /** The places of one view; undefined where it was taken back, or signed by another maker. */
  placesOf(view: Pick<SignedView, 'unit' | 'role'>, made: string): Int8Array | undefined
  /** Changes whenever units or signatures do, whoever changed them. */
  version(): string
  close(): void
}
