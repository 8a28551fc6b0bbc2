import type { Pose } from './pose.ts'
import type { ItemView, Planes, Raster } from './raster.ts'

/** What is not item, and what lies outside the photograph, as the networks were trained. */
const grey = 128

/** How much of each pixel of a square crop is item, 0..1, row by row. */
type ItemCrop = Pick<Planes, 'item' | 'width'>

/**
 * The photograph under a pose as a network takes it: square 8-bit sRGB as large as `crop`, grey where there is no item.
 * `crop` is the planes' crop under the same pose: a patch and a classic cell are of the same place.
 */
export function networkCrop(view: ItemView, pose: Pose, crop: ItemCrop): Uint8Array {
  const size = crop.width
  const line = {
    ...{ ...view.raster, pixels: paintedIn(view), pose, size },
    cos: (Math.cos(pose.angle) * pose.side) / size,
    sin: (Math.sin(pose.angle) * pose.side) / size,
  }
  const rgb = new Uint8Array(size * size * 3).fill(grey)
  for (let row = 0; row < size; row++) readRow(line, { row, ...itemIn(crop, row) }, rgb)
  return rgb
}

/** The columns of a row between which there is item, it and its neighbours asked: around it all is grey. */
function itemIn({ item, width }: ItemCrop, row: number): { readonly from: number; readonly to: number } {
  let [from, to] = [width, 0]
  for (let y = Math.max(0, row - 1); y <= Math.min(width - 1, row + 1); y++)
    for (let x = 0; x < width; x++) {
      if (item[y * width + x] === 0) continue
      if (x < from) from = x
      if (x >= to) to = x + 1
    }
  return { from: Math.max(0, from - 1), to: Math.min(width, to + 1) }
}

/** Kept between calls: a photograph's worth of memory a view would keep the collector busy. */
let scratch = new Uint8Array()

/** The photograph's pixels, what is not item in grey; good until the next call. */
function paintedIn({ raster: { pixels }, mask }: ItemView): Uint8Array {
  if (!mask) return pixels
  if (scratch.length < pixels.length) scratch = new Uint8Array(pixels.length)
  scratch.set(pixels)
  for (let pixel = 0, at = 0; pixel < mask.length; pixel++, at += 3)
    if (mask[pixel] === 0) scratch[at] = scratch[at + 1] = scratch[at + 2] = grey
  return scratch
}

interface Line extends Raster {
  readonly pose: Pose
  readonly size: number
  /** One pixel of the crop to the right, in pixels of the photograph. */
  readonly cos: number
  readonly sin: number
}

/**
 * Bilinear, the mean of as many readings a pixel as photograph pixels lie under it: one would show grain the crop cannot
 * hold. Nothing is put in pairs here: a million of them a view kept the collector busier than the reading.
 */
function readRow(
  { width, height, pixels, pose, size, cos, sin }: Line,
  { row, from, to }: { readonly row: number; readonly from: number; readonly to: number },
  rgb: Uint8Array,
): void {
  const readings = Math.max(1, Math.min(4, Math.ceil(pose.side / size)))
  const step = 1 / readings
  for (let column = from, at = (row * size + from) * 3; column < to; column++, at += 3) {
    let red = 0
    let green = 0
    let blue = 0
    for (let i = 0; i < readings; i++)
      for (let j = 0; j < readings; j++) {
        const u = column + (j + 0.5) * step - size / 2
        const v = row + (i + 0.5) * step - size / 2
        const x = pose.x + cos * u - sin * v - 0.5
        const y = pose.y + sin * u + cos * v - 0.5
        if (x < -0.5 || y < -0.5 || x > width - 0.5 || y > height - 0.5) {
          red += grey
          green += grey
          blue += grey
          continue
        }
        const left = x < 0 ? 0 : x | 0
        const top = y < 0 ? 0 : y | 0
        const fx = x < left ? 0 : x - left
        const fy = y < top ? 0 : y - top
        const a = (top * width + left) * 3
        const b = left + 1 < width ? a + 3 : a
        const c = top + 1 < height ? a + width * 3 : a
        const d = c + b - a
        const wd = fx * fy
        const wb = fx - wd
        const wc = fy - wd
        const wa = 1 - fx - wc
        red += pixels[a]! * wa + pixels[b]! * wb + pixels[c]! * wc + pixels[d]! * wd
        green += pixels[a + 1]! * wa + pixels[b + 1]! * wb + pixels[c + 1]! * wc + pixels[d + 1]! * wd
        blue += pixels[a + 2]! * wa + pixels[b + 2]! * wb + pixels[c + 2]! * wc + pixels[d + 2]! * wd
      }
    const by = step * step
    rgb[at] = Math.round(red * by)
    rgb[at + 1] = Math.round(green * by)
    rgb[at + 2] = Math.round(blue * by)
  }
}
