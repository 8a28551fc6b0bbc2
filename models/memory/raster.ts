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
}
