import type { Within } from '../port.ts'
import { type ItemView, withinOf } from './raster.ts'

/**
 * A photograph with all that is not item painted grey, one whole number a pixel: red, green and blue in eight bits each, and
 * above them 255 on the item, 0 beside it. Sums and means are taken of two of the four at once (`twoOf`).
 */
export interface Painted {
  readonly width: number
  readonly height: number
  readonly values: Int32Array
  /** Where it lies in the whole photograph: around it is nothing but bench. */
  readonly within: Within
}

/** What is not item, and what lies outside the photograph, as the networks were trained. */
export const grey = 128
/** A pixel that is no item. */
export const bench = (grey << 16) | (grey << 8) | grey
/** Every second byte of a pixel: of a pixel red and blue, of one shifted by eight bits item and green. */
export const twoOf = 0xff00ff

const allItem = 0xff << 24

/** Kept between calls: a photograph's worth of memory a view would keep the collector busy. */
let scratch = new Int32Array()

/** Good until the next call. */
export function painted(view: ItemView): Painted {
  const { mask } = view
  const { width, height, pixels } = view.raster
  const count = width * height
  if (scratch.length < count) scratch = new Int32Array(count)
  const values = scratch
  if (mask) values.fill(bench, 0, count)
  for (let pixel = 0, at = 0; pixel < count; pixel++, at += 3)
    if (mask?.[pixel] !== 0)
      values[pixel] = allItem | (pixels[at]! << 16) | (pixels[at + 1]! << 8) | pixels[at + 2]!
  return { width, height, values, within: withinOf(view) }
}
