import { bench, grey, type Painted, twoOf } from './painted.ts'
import type { Pose } from './pose.ts'

/** A photograph under a pose as a network takes it: square 8-bit sRGB, grey where there is no item. */
export interface NetworkCrop {
  readonly rgb: Uint8Array
  /** How much of each pixel is item, 0..1. */
  readonly item: Float32Array
}

/** A crop of `size` pixels a side. */
export function networkCrop(photo: Painted, pose: Pose, size: number): NetworkCrop {
  const rgb = new Uint8Array(size * size * 3).fill(grey)
  const item = new Float32Array(size * size)
  const reading = readingOf(photo, pose, size)
  const spans = spansOf(reading)
  for (let row = 0; row < size; row++) readRow(reading, { row, ...around(spans, row) }, { rgb, item })
  return { rgb, item }
}

/** Of each row the columns between which there is item; `from` is over `to` where there is none. */
interface Spans {
  readonly from: Int32Array
  readonly to: Int32Array
}

/** From both ends of each row to its first item: what is beside it need not be read. */
function spansOf({ width, height, values, size, right, down, middle }: Reading): Spans {
  const spans = { from: new Int32Array(size).fill(size), to: new Int32Array(size) }
  const hasItem = (row: number, column: number) => {
    const x = (middle.x + right * column - down * row) >> 16
    const y = (middle.y + down * column + right * row) >> 16
    return x >= 0 && y >= 0 && x < width && y < height && values[y * width + x] !== bench
  }
  for (let row = 0; row < size; row++) {
    let from = 0
    while (from < size && !hasItem(row, from)) from++
    if (from === size) continue
    let to = size
    while (!hasItem(row, to - 1)) to--
    spans.from[row] = from
    spans.to[row] = to
  }
  return spans
}

/** The columns of a row between which there is item in it or its neighbours, and one beside. */
function around({ from, to }: Spans, row: number): { readonly from: number; readonly to: number } {
  const size = from.length
  let [first, last] = [size, 0]
  for (let y = Math.max(0, row - 1); y <= Math.min(size - 1, row + 1); y++) {
    first = Math.min(first, from[y]!)
    last = Math.max(last, to[y]!)
  }
  return { from: Math.max(0, first - 1), to: Math.min(size, last + 1) }
}

/** Places are counted in 65536ths of a pixel, and read in 256ths (`fine`). */
const part = 1 << 16
const fine = 1 << 8
/** Half a pixel in `fine`; and in parts half of one of `fine`, which rounds. */
const half = fine / 2

/** How the pixels of a crop are read. */
interface Reading extends Painted {
  readonly size: number
  /** One pixel of the crop to the right, in parts of a pixel of the photograph. */
  readonly right: number
  readonly down: number
  /** Where the middle of the crop's first pixel lies, in parts from the photograph's corner. */
  readonly middle: { readonly x: number; readonly y: number }
  /** Where its readings lie, in parts from the middle of the photograph's first pixel. */
  readonly xs: Int32Array
  readonly ys: Int32Array
  /** Bits that each reading gives up, so that the sum of all of them still fits in sixteen. */
  readonly shift: number
  /** What one of that sum's is in a byte's. */
  readonly by: number
}

/** The mean of as many readings a pixel as photograph pixels lie under it, 16 at most: one would show grain the crop cannot hold. */
function readingOf(photo: Painted, { x, y, side, angle }: Pose, size: number): Reading {
  const across = Math.max(1, Math.min(4, Math.ceil(side / size)))
  const [cos, sin] = [(Math.cos(angle) * side) / size, (Math.sin(angle) * side) / size]
  const { left, top } = photo.within
  const at = (u: number, v: number) => ({
    x: (x - left + cos * u - sin * v) * part,
    y: (y - top + sin * u + cos * v) * part,
  })
  const count = across * across
  const [xs, ys] = [new Int32Array(count), new Int32Array(count)]
  for (let each = 0; each < count; each++) {
    const u = ((each % across) + 0.5) / across - size / 2
    const v = (Math.floor(each / across) + 0.5) / across - size / 2
    const there = at(u, v)
    xs[each] = Math.round(there.x - part / 2 + half)
    ys[each] = Math.round(there.y - part / 2 + half)
  }
  const shift = Math.ceil(Math.log2(count))
  const steps = { right: Math.round(cos * part), down: Math.round(sin * part) }
  const middle = at(0.5 - size / 2, 0.5 - size / 2)
  return { ...photo, size, ...steps, middle, xs, ys, shift, by: 2 ** shift / (count * fine) }
}

interface Columns {
  readonly row: number
  readonly from: number
  readonly to: number
}

/** In whole numbers, and two of red, green, blue and item at once: a view takes a hundred thousand readings. */
function readRow(
  { width, height, values, size, right, down, xs, ys, shift, by }: Reading,
  { row, from, to }: Columns,
  { rgb, item }: NetworkCrop,
): void {
  const lastX = (width - 1) * fine
  const lastY = (height - 1) * fine
  const kept = (0xffff >>> shift) * 0x10001
  for (let column = from, at = row * size + from; column < to; column++, at++) {
    const toX = right * column - down * row
    const toY = down * column + right * row
    let colours = 0
    let others = 0
    for (let each = 0; each < xs.length; each++) {
      let x = (toX + xs[each]!) >> 8
      let y = (toY + ys[each]!) >> 8
      let beside = 1
      let below = width
      if (x < 0 || y < 0 || x >= lastX || y >= lastY) {
        // half a pixel at the photograph's edge is as its last pixel, beyond is bench
        if (x < -half || y < -half || x > lastX + half || y > lastY + half) {
          colours += (((bench & twoOf) * fine) >>> shift) & kept
          others += ((((bench >>> 8) & twoOf) * fine) >>> shift) & kept
          continue
        }
        if (x >= lastX) beside = 0
        if (y >= lastY) below = 0
        x = Math.max(0, Math.min(lastX, x))
        y = Math.max(0, Math.min(lastY, y))
      }
      const first = (y >> 8) * width + (x >> 8)
      const a = values[first]!
      const b = values[first + beside]!
      const c = values[first + below]!
      const d = values[first + below + beside]!
      const fx = x & 255
      const fy = y & 255
      const two = mix(a & twoOf, b & twoOf, c & twoOf, d & twoOf, fx, fy)
      const more = mix((a >>> 8) & twoOf, (b >>> 8) & twoOf, (c >>> 8) & twoOf, (d >>> 8) & twoOf, fx, fy)
      colours = (colours + ((two >>> shift) & kept)) | 0
      others = (others + ((more >>> shift) & kept)) | 0
    }
    rgb[at * 3] = (colours >>> 16) * by + 0.5
    rgb[at * 3 + 1] = (others & 0xffff) * by + 0.5
    rgb[at * 3 + 2] = (colours & 0xffff) * by + 0.5
    item[at] = ((others >>> 16) * by) / 255
  }
}

/** Bilinear: two bytes of four pixels each, and where between them a reading lies, in 256ths; a sum fills sixteen bits. */
function mix(a: number, b: number, c: number, d: number, fx: number, fy: number): number {
  const ofD = (fx * fy) >> 8
  const ofC = fy - ofD
  return (Math.imul(a, fine - fx - ofC) + Math.imul(b, fx - ofD) + Math.imul(c, ofC) + Math.imul(d, ofD)) | 0
}
