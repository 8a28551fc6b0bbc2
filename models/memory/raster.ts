import type { Within } from '../port.ts'

/** Eight-bit sRGB, row by row: `width * height * 3` bytes. */
export interface Raster {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

/** One photograph of one item; `mask` is 255 on the item and 0 beside it, one byte a pixel, absent where all is item. */
export interface ItemView {
  readonly raster: Raster
  readonly mask?: Uint8Array
  /** Where the raster lies in the photograph; absent where it is all of it. Around it is nothing but bench. */
  readonly within?: Within
}

/** Where a view's raster lies in its photograph, and how large that is. */
export function withinOf({ raster: { width, height }, within }: ItemView): Within {
  return within ?? { left: 0, top: 0, width, height }
}
