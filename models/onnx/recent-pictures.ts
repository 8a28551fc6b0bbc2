import type { Box, Picture } from './picture.ts'

/** Pictures of the item now on the lane and the one before: a rig has five views. */
const most = 10

/**
 * Pictures decoded to be measured, kept until the same photographs are judged, so that none is decoded twice. The same
 * means the same bytes in memory (KeptBytes gives them again): hashing them costs as much as what it saves.
 */
export class RecentPictures {
  readonly #kept = new Map<Uint8Array, { readonly box: string; readonly picture: Picture }>()

  keep(bytes: Uint8Array, box: Box, picture: Picture): void {
    this.#kept.set(bytes, { box: keyOf(box), picture })
    const oldest = this.#kept.keys().next()
    if (this.#kept.size > most && !oldest.done) this.#kept.delete(oldest.value)
  }

  find(bytes: Uint8Array, box: Box): Picture | undefined {
    const found = this.#kept.get(bytes)
    return found?.box === keyOf(box) ? found.picture : undefined
  }
}

function keyOf({ width, height, kernel, pad, fit, part = 1, ofDecoded }: Box): string {
  return `${width} ${height} ${kernel} ${pad} ${fit} ${part} ${ofDecoded === true}`
}
