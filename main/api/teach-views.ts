import type { CameraRole } from '../kernel/frame.ts'
import type { Category } from '../kernel/item.ts'
import type { TaughtView } from './views.ts'

/** What the teach screen shows of one SKU. */
export interface TeachView extends TaughtView {
  readonly title: string
  readonly category: Category
  /** From how many units on it may give a hint, and a verdict. */
  readonly needs: { readonly hint: number; readonly verdict: number }
  /** Share of whole units that will be called different in one view, 0..1; absent while nothing is said. */
  readonly falseAlarms?: { readonly guess: number; readonly high: number }
  /** The unit that others are laid over, and the one that would be taken back; absent while none is known. */
  readonly ends?: { readonly first: string; readonly last: string }
  /** The bench's cameras; a `page` one is the kiosk's own, and the page takes its picture. */
  readonly cameras: readonly { readonly role: CameraRole; readonly source: 'page' | 'rig' }[]
}

/** A unit just photographed: its pictures are under its id, and it is not kept yet. */
export interface TriedUnit {
  readonly unit: string
  readonly roles: readonly CameraRole[]
}

/** One view of a unit that was kept. */
export interface TriedView {
  readonly role: CameraRole
  /** Lines around the item as it was cut out, in fractions of the photograph; none where all of it is item. */
  readonly outline: readonly (readonly { readonly x: number; readonly y: number }[])[]
  /** Whether it lay over the first unit, place by place, and how well, 0..1. */
  readonly registered: boolean
  readonly quality: number
}

/** What became of a unit that was photographed: kept whole, or not at all because of one view. */
export type TeachOutcome =
  | { readonly kind: 'kept'; readonly views: readonly TriedView[]; readonly taught: TeachView }
  | {
      readonly kind: 'refused'
      readonly role: CameraRole
      readonly why: 'unreadable' | 'empty' | 'two_items'
    }

/** A line of the list of taught SKUs. */
export interface TaughtRow {
  readonly sku: string
  readonly title: string
  readonly units: number
  readonly may: TaughtView['may']
  /** When the last unit was kept, in milliseconds since the epoch. */
  readonly at: number
}
