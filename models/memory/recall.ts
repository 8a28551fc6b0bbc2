import { deserialize, serialize } from 'node:v8'
import { type Contour, contoursOf } from './contour.ts'
import { type Judgement, judge, memoryFrom } from './judge.ts'
import { bankName, prepare, type Reference, type Start, startOf } from './memory.ts'
import { type NoItem, viewOf } from './photograph.ts'
import type { KeptView } from './port.ts'
import type { ItemView } from './raster.ts'

/** A photograph ready to be kept, or why it cannot be. */
export type Described =
  | {
      readonly kind: 'described'
      readonly view: Omit<KeptView, 'role'>
      readonly registered: boolean
      readonly quality: number
      /** The lines around the item as it was cut out. */
      readonly outline: readonly Contour[]
    }
  | { readonly kind: 'refused'; readonly why: NoItem }

/** Makes the cells of one more whole unit, laid over the first one known from this role, or over itself. */
export async function described(photo: Uint8Array, first: Uint8Array | undefined): Promise<Described> {
  const view = await viewOf(photo)
  if (typeof view === 'string') return { kind: 'refused', why: view }
  const known = first && (await viewOf(first))
  const { crop: _crop, ...kept } = prepare(view, startOf(known && typeof known !== 'string' ? known : view))
  const { registered, quality } = kept
  const cells = new Uint8Array(serialize({ ...kept, hollow: kept.hollow } satisfies Reference))
  return {
    ...{ kind: 'described' as const, registered, quality, outline: contoursOf(view) },
    view: { photo, bank: bankName, cells },
  }
}

/** What the known units of one SKU and role say of a photograph; undefined where there is nothing to compare. */
export async function recalled(
  photo: Uint8Array,
  known: readonly KeptView[],
): Promise<Judgement | undefined> {
  const [first] = known
  const [view, anchor] = [await viewOf(photo), first && (await viewOf(first.photo))]
  if (typeof view === 'string' || !anchor || typeof anchor === 'string') return undefined
  const start = startOf(anchor)
  const references: Reference[] = []
  for (const each of known) {
    const reference = await referenceOf(each, start)
    if (reference) references.push(reference)
  }
  return judge(view, memoryFrom(start, references))
}

/** Cells of another bank are made anew from the photograph: two banks' numbers cannot be compared. */
async function referenceOf(kept: KeptView, start: Start): Promise<Reference | undefined> {
  if (kept.bank === bankName) return deserialize(kept.cells) as Reference
  const view: ItemView | NoItem = await viewOf(kept.photo)
  return typeof view === 'string' ? undefined : prepare(view, start)
}
