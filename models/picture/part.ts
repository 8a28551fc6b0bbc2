import type { Region } from '../../main/kernel/finding.ts'
import type { Decoded, Within } from '../port.ts'

/** Least pixels on the shorter side of a photograph made small to be laid over another. */
const smallest = 16

/** How many pixels of a photograph lie along one of its smallest copy: a power of two. */
export function coarsestOf({ width, height }: Pick<Within, 'width' | 'height'>): number {
  return 2 ** Math.max(1, Math.floor(Math.log2(Math.min(width, height) / smallest)))
}

/**
 * A decoded photograph of which the item is known: the part of it that the item is in, so that nobody passes on what is bench. It
 * begins and ends on whole pixels of the photograph's smallest copy, with one of bench around the item: whoever makes copies
 * of it has the same numbers.
 */
export function itemPart(decoded: Decoded): Decoded {
  const { raster, cut } = decoded
  if (cut?.kind !== 'item') return decoded
  const coarsest = coarsestOf(raster)
  const [left, right] = spanOf(cut.box.x, cut.box.width, { length: raster.width, coarsest })
  const [top, bottom] = spanOf(cut.box.y, cut.box.height, { length: raster.height, coarsest })
  const [width, height] = [right - left, bottom - top]
  const pixels = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * raster.width + left) * 3
    pixels.set(raster.pixels.subarray(from, from + width * 3), y * width * 3)
  }
  const within = { left, top, width: raster.width, height: raster.height }
  return { ...decoded, raster: { width, height, pixels }, within }
}

/** From and to which pixel a part of a side reaches; given in fractions of it. */
function spanOf(
  from: Region['x'],
  share: number,
  { length, coarsest }: { readonly length: number; readonly coarsest: number },
): [number, number] {
  const first = Math.floor((from * length) / coarsest) - 1
  const last = Math.ceil(((from + share) * length) / coarsest) + 1
  return [Math.max(0, first * coarsest), Math.min(length, last * coarsest)]
}
