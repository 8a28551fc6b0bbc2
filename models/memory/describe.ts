import { type First, laidAlike } from './alike.ts'
import { cropSize } from './cells.ts'
import { type Close, quarterCrop } from './closer.ts'
import { type Contour, contoursOf } from './contour.ts'
import type { NoItem, Photographed } from './photograph.ts'
import type { KeptView } from './port.ts'
import { quarters, worthCloser } from './quarters.ts'
import { bankOf, packed, packedCut } from './stored.ts'

/** A photograph ready to be kept, or why it cannot be. */
export type Described =
  | {
      readonly kind: 'described'
      readonly view: Omit<KeptView, 'role'>
      readonly registered: boolean
      readonly quality: number
      /** The lines around the item as it was cut out. */
      readonly outline: readonly Contour[]
      /** Its crop as a network takes it (memory.ts: Prepared). */
      readonly crop: Uint8Array
      /** The four quarters of that crop, out of the photograph as it was taken; where they were asked for and show more. */
      readonly quarters?: readonly Uint8Array[]
    }
  | { readonly kind: 'refused'; readonly why: NoItem }

/** Makes the cells of a whole unit, laid over the first one or over itself; `closer` with its quarters. */
export async function describe(
  one: Photographed,
  first: First | undefined,
  closer: boolean,
): Promise<Described> {
  const laid = await laidAlike(one, first)
  if (typeof laid === 'string') return { kind: 'refused', why: laid }
  const { view, prepared } = laid
  const { registered, quality, rgb, pose } = prepared
  return {
    ...{ kind: 'described', registered, quality, outline: contoursOf(view), crop: rgb },
    view: {
      ...{ photo: one.photo, bank: bankOf(), cells: packed(prepared) },
      ...(view.cut ? { cut: packedCut(view.cut) } : {}),
    },
    ...(closer ? await quartersIn(one.photo, { view, pose }) : {}),
  }
}

async function quartersIn(photo: Uint8Array, close: Close): Promise<{ quarters?: readonly Uint8Array[] }> {
  if (!worthCloser({ pose: close.pose, scale: close.view.scale }, cropSize)) return {}
  return { quarters: await Promise.all(quarters.map((quarter) => quarterCrop(photo, close, quarter))) }
}
