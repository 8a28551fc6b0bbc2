import { cropOf, type Window } from './crop.ts'
import { boxOf, type Mask } from './mask.ts'

/** What neighbouring tiles share, as a part of a tile's side: a defect up to this size is whole in one of them. */
export const overlap = 0.2
/** Most tiles of a view. */
export const mostTiles = 9
/** Each try makes tiles this much larger, until they are few enough. */
const grows = 1.04

/** Tiles of one view; `scale` is how many pixels of the photograph one pixel of the input stands for, 1 is native. */
export interface Tiling {
  readonly scale: number
  readonly windows: readonly Window[]
}

interface Size {
  readonly width: number
  readonly height: number
}

/**
 * Overlapping tiles over the item at its native scale, or at the finest at which at most `most` are enough; tiles that
 * show no pixel of the item are left out. None where the item's crop fits the input as it is.
 */
export function tilesOf(
  mask: Mask,
  { photo, input, most = mostTiles }: { readonly photo: Size; readonly input: Size; readonly most?: number },
): Tiling {
  const crop = cropOf(boxOf(mask), photo)
  const whole = Math.max(crop.width / input.width, crop.height / input.height)
  for (let scale = 1; scale < whole; scale *= grows) {
    const [width, height] = [Math.ceil(input.width * scale), Math.ceil(input.height * scale)]
    const [columns, rows] = [startsOf(crop.left, crop.width, width), startsOf(crop.top, crop.height, height)]
    if (columns.length * rows.length > most) continue
    const tiles = rows.flatMap((top) => columns.map((left) => within({ left, top, width, height }, photo)))
    return { scale, windows: tiles.filter((tile) => shows(tile, mask, photo)) }
  }
  return { scale: whole, windows: [] }
}

/** Where tiles of `side` begin, evenly spread, so that they cover `length` pixels from `from` on. */
function startsOf(from: number, length: number, side: number): number[] {
  if (side >= length) return [from]
  const count = 1 + Math.ceil((length - side) / (side * (1 - overlap)))
  return Array.from({ length: count }, (_, i) => from + Math.floor((i * (length - side)) / (count - 1)))
}

/** Moved, and where it must be made smaller, so that it lies on the photograph. */
function within({ left, top, width, height }: Window, photo: Size): Window {
  const [across, down] = [Math.min(width, photo.width), Math.min(height, photo.height)]
  return {
    left: Math.max(0, Math.min(left, photo.width - across)),
    top: Math.max(0, Math.min(top, photo.height - down)),
    width: across,
    height: down,
  }
}

/** Whether any pixel of the item has its middle in the tile. */
function shows({ left, top, width, height }: Window, mask: Mask, photo: Size): boolean {
  const [perX, perY] = [photo.width / mask.width, photo.height / mask.height]
  const [firstX, firstY] = [
    Math.max(0, Math.floor(left / perX - 0.5)),
    Math.max(0, Math.floor(top / perY - 0.5)),
  ]
  const lastX = Math.min(mask.width - 1, Math.ceil((left + width) / perX))
  const lastY = Math.min(mask.height - 1, Math.ceil((top + height) / perY))
  for (let y = firstY; y <= lastY; y++)
    for (let x = firstX; x <= lastX; x++) if (mask.bits[y * mask.width + x]) return true
  return false
}
