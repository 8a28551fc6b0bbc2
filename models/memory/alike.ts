import { type Prepared, prepare, type Start, startOf } from './memory.ts'
import { type NoItem, type Photographed, type PhotoView, type Shown, viewOf } from './photograph.ts'

/** The first unit as others are laid over it. */
export interface First {
  readonly start: Start
  /** Whether it was cut out by the empty stage: what is laid over it is cut out alike. */
  readonly byStage: boolean
}

/** First units made ready; the last one is kept, for units are taught one after another, all laid over the same one. */
export class FirstUnits {
  #last: { readonly photo: Uint8Array; readonly known: First } | undefined

  /** Undefined where the photograph shows no single item any more. */
  async of(first: Photographed): Promise<First | undefined> {
    if (this.#last && Buffer.compare(this.#last.photo, first.photo) === 0) return this.#last.known
    const view = await viewOf(first)
    if (typeof view === 'string') return undefined
    const known = { start: startOf(view), byStage: view.cut !== undefined }
    this.#last = { photo: first.photo, known }
    return known
  }
}

/** A photograph cut out as the first unit was and laid over it, or over itself where it is the first; `seen` hears of the cut before it is laid. */
export async function laidAlike(
  one: Shown,
  first: First | undefined,
  seen?: (view: PhotoView) => void,
): Promise<{ readonly view: PhotoView; readonly prepared: Prepared } | NoItem> {
  // by colour alone where the first was: the two ways of cutting differ along every outline
  const { stage: _stage, cut: _cut, ...byColour } = one
  const view = await viewOf(first?.byStage === false ? byColour : one)
  if (typeof view === 'string') return view
  seen?.(view)
  const prepared = prepare(view, first?.start ?? startOf(view))
  const otherwise = first?.byStage === true && !view.cut
  return { view, prepared: otherwise ? { ...prepared, registered: false } : prepared }
}
