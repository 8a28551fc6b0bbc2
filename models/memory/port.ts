import type { CameraRole } from '../../main/kernel/frame.ts'

/** One photograph of one whole unit, as it is kept. */
export interface KeptView {
  readonly role: CameraRole
  /** The encoded photograph, so that cells can be made anew when the bank changes. */
  readonly photo: Uint8Array
  /** Where the item is, where the empty stage told it when the photograph was taken (stored.ts: packedCut). */
  readonly cut?: Uint8Array
  /** Which arithmetic made `cells`. */
  readonly bank: string
  /** A prepared reference as bytes, only for the bank that made it. */
  readonly cells: Uint8Array
}

/** One whole unit of a SKU: all its views are kept or none. */
export interface KeptUnit {
  readonly id: string
  readonly sku: string
  /** Who taught it, or who confirmed it as good. */
  readonly by: string
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  readonly views: readonly KeptView[]
}

/** One view of one unit, without its bytes. */
export interface ListedView {
  readonly unit: string
  readonly role: CameraRole
  readonly bank: string
}

/** A SKU with whole units. */
export interface TaughtSku {
  readonly sku: string
  readonly units: number
  /** When the last one was kept, in milliseconds since the Unix epoch. */
  readonly at: number
}

/**
 * Whole units by SKU, on disk. Implementers hold to these rules:
 *  UM1  keep() is one transaction and durable when it returns; a unit is there with all its views, or not at all;
 *  UM2  units() gives the units of a SKU in the order they were kept, the first one first;
 *  UM3  undo() takes back the unit kept last, and only that one; without one it is undefined;
 *  UM4  a unit kept twice under one id is one unit;
 *  UM6  taught(), photo() and photographed() read neither cells nor other photographs: a list of 5,000 SKUs is no work;
 *  UM7  list() and stale() read no blob; cells are read one view at a time;
 *  UM8  remove() takes back any one unit; what was laid over it must be laid anew, and is of no bank until then;
 *  UM11 a view's quarters are those its last renewal brought, and go with it.
 */
export interface UnitStore {
  keep(unit: KeptUnit): void
  units(sku: string): readonly KeptUnit[]
  /** How many units of a SKU are kept. */
  count(sku: string): number
  /** Every SKU with units, the one taught last first. */
  taught(): readonly TaughtSku[]
  /** One photograph of one unit. */
  photo(unit: string, role: CameraRole): Uint8Array | undefined
  /** The same with where the item is in it, where that was told by the empty stage. */
  photographed(unit: string, role: CameraRole): Pick<KeptView, 'photo' | 'cut'> | undefined
  /** The oldest and the newest unit of a SKU: what others are laid over, and what undo() would take. */
  ends(sku: string): { readonly first: string; readonly last: string } | undefined
  /** Every view of a SKU in the order its units were kept, with the bank of its cells. */
  list(sku: string): readonly ListedView[]
  /** The cells of one view. */
  cells(unit: string, role: CameraRole): Uint8Array | undefined
  /** One view whose bank's name lies, as text, before `from` or after `to`; undefined when there is none. */
  stale(from: string, to: string): (ListedView & { readonly sku: string }) | undefined
  /** Replaces the cells of one view by another bank's, and its quarters by those given: a network's patches of each (stored.ts), or none. */
  renew(unit: string, view: Omit<KeptView, 'photo' | 'cut'>, quarters?: readonly Uint8Array[]): void
  /** What a network said of one quarter of a view. */
  quarter(unit: string, role: CameraRole, quarter: number): Uint8Array | undefined
  /** Takes back the newest unit of a SKU and says which it was. */
  undo(sku: string): string | undefined
  /** Takes back one unit and says of which SKU it was. Where it was the first, the others' cells are no longer of a known bank. */
  remove(unit: string): string | undefined
  close(): void
}
