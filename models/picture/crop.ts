import type { Region } from '../../main/kernel/finding.ts'
import type { Mask } from './mask.ts'

/** A part of a photograph, in its whole pixels. */
export interface Window {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** What surrounds the item in its crop, as a part of the item's longer side: its outline is whole, a little bench shows. */
const cropMargin = 0.08

/** The window around the item with its margin, cut at the photograph's border; `size` is the photograph's, in pixels. */
export function cropOf(box: Region, size: { readonly width: number; readonly height: number }): Window {
  const margin = cropMargin * Math.max(box.width * size.width, box.height * size.height)
  const left = Math.max(0, Math.floor(box.x * size.width - margin))
  const top = Math.max(0, Math.floor(box.y * size.height - margin))
  const right = Math.min(size.width, Math.ceil((box.x + box.width) * size.width + margin))
  const bottom = Math.min(size.height, Math.ceil((box.y + box.height) * size.height + margin))
  return { left, top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) }
}

/**
 * Whatever lies between two item pixels of its row or its column belongs to the item too: a part that has the bench's
 * colour is kept, at the price of some bench in hollows.
 */
export function spanned({ width, height, bits }: Mask): Mask {
  const out = new Uint8Array(bits.length)
  const span = (start: number, count: number, step: number) => {
    let [first, last] = [-1, -2]
    for (let i = 0; i < count; i++)
      if (bits[start + i * step]) {
        if (first < 0) first = i
        last = i
      }
    for (let i = first; i <= last && first >= 0; i++) out[start + i * step] = 1
  }
  for (let y = 0; y < height; y++) span(y * width, width, 1)
  for (let x = 0; x < width; x++) span(x, height, width)
  return { width, height, bits: out }
}
