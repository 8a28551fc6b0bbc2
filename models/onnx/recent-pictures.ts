import { createHash } from 'node:crypto'
import type { Box, Picture } from './picture.ts'

/** Pictures of the item now on the lane and the one before: a rig has five views. */
const most = 10

/** Pictures decoded to be measured, kept until the same photographs are judged, so that none is decoded twice. */
export class RecentPictures {
  readonly #kept = new Map<string, Picture>()

  keep(bytes: Uint8Array, box: Box, picture: Picture): void {
    this.#kept.set(keyOf(bytes, box), picture)
    const oldest = this.#kept.keys().next()
    if (this.#kept.size > most && !oldest.done) this.#kept.delete(oldest.value)
  }

  find(bytes: Uint8Array, box: Box): Picture | undefined {
    return this.#kept.size === 0 ? undefined : this.#kept.get(keyOf(bytes, box))
  }
}

function keyOf(bytes: Uint8Array, { width, height, kernel, pad }: Box): string {
  return `${createHash('sha256').update(bytes).digest('hex')} ${width} ${height} ${kernel} ${pad}`
}
