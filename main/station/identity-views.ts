import type { CameraRole } from '../kernel/frame.ts'

/** The views that tell most of a product first. */
const order: readonly CameraRole[] = ['top', 'front', 'left', 'right', 'label']
/** Views an item is told by: with more the answer came after the grade on two cores, and an answer that is late says nothing. */
const most = 2

/** The views of an item, or of a unit, that it is told by. */
export function toldBy<T extends { readonly role: CameraRole }>(views: readonly T[]): readonly T[] {
  return views.toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role)).slice(0, most)
}

/** Whether a view is one of those before the others are known. */
export function tellsAnyway(role: CameraRole): boolean {
  return order.indexOf(role) < most
}
