import type { Patches } from '../port.ts'
import type { Planes } from './planes.ts'

/** One vector a cell, row by row: `across * down * size` numbers, to be compared by their L2 distance. */
export interface Cells {
  readonly across: number
  readonly down: number
  readonly size: number
  readonly values: Float32Array
  /** How much of each cell is item, 0..1. */
  readonly item: Float32Array
}

/** Side of a crop in pixels and the distance of its cells; a cell looks at twice its own width. */
export const cropSize = 256
export const cellStride = 8
const turns = 8
/** Numbers a classic cell has: three means, three deviations, darkest, brightest, contrast, item, and eight directions. */
export const classicSize = 10 + turns

/** Colour, texture and edges of every 8 pixels of a 256-pixel crop: 32 × 32 cells that need no model. */
export function classicCells(crop: Planes): Cells {
  const across = crop.width / cellStride
  const down = crop.height / cellStride
  const cells = {
    ...{ across, down, size: classicSize },
    values: new Float32Array(across * down * classicSize),
    item: new Float32Array(across * down),
  }
  const blocks = blocksOf(crop, across + 1, down + 1)
  const sums = new Float64Array(numbers)
  for (let at = 0; at < across * down; at++) describe(blocks, cells, { at, sums })
  return cells
}

/** A network's patches as cells of length 1; the classic cells of the same crop say how much of each is item. */
export function learnedCells({ size, down, across, values: from }: Patches, classic: Cells): Cells {
  const count = down * across
  const values = new Float32Array(count * size)
  const item = new Float32Array(count)
  for (let cell = 0; cell < count; cell++) {
    let length = 0
    for (let each = 0; each < size; each++) length += from[each * count + cell]! ** 2
    const by = 1 / Math.max(Math.sqrt(length), 1e-9)
    for (let each = 0; each < size; each++) values[cell * size + each] = from[each * count + cell]! * by
    item[cell] = itemAt(classic, ((cell % across) + 0.5) / across, (Math.floor(cell / across) + 0.5) / down)
  }
  return { across, down, size, values, item }
}

/** How much is item at a point of the crop, in fractions of it, 0..1. */
function itemAt({ across, down, item }: Cells, u: number, v: number): number {
  return item[Math.floor(v * down) * across + Math.floor(u * across)]!
}

/** Three sums, three of squares, item, slope, and one sum a direction; beside them a block's darkest, brightest and pixels. */
const sumsOf = 10 + turns
const [darkestAt, brightestAt, pixelsAt] = [sumsOf, sumsOf + 1, sumsOf + 2]
const numbers = sumsOf + 3

/** Sums over blocks of a stride a side, the first ones half outside the crop: four of them are what a cell looks at. */
interface Blocks {
  readonly across: number
  readonly values: Float64Array
}

/** Kept between calls: a crop's sums are two hundred kilobytes that nobody keeps. */
let scratch = new Float64Array()

/** Good until the next call. */
function blocksOf(crop: Planes, across: number, down: number): Blocks {
  if (scratch.length !== across * down * numbers) scratch = new Float64Array(across * down * numbers)
  const values = scratch
  const sums = new Float64Array(numbers)
  let bench: number | undefined
  for (let block = 0; block < across * down; block++) {
    const [column, row] = [block % across, Math.floor(block / across)]
    const pixels = { across: spanOf(column, crop.width), down: spanOf(row, crop.height) }
    const isBench = isAllBench(crop, pixels)
    if (isBench && bench !== undefined) {
      values.copyWithin(block * numbers, bench * numbers, (bench + 1) * numbers)
      continue
    }
    sums.fill(0)
    addPixels(crop, pixels, sums)
    values.set(sums, block * numbers)
    if (isBench) bench = block
  }
  return { across, values }
}

/** Whether a whole block and all around it is bench: half of a crop mostly is, and one such block is as another. */
function isAllBench({ item, width, height }: Planes, { across, down }: Pixels): boolean {
  if (across.from === 0 || down.from === 0 || across.to === width || down.to === height) return false
  for (let y = down.from - 1; y <= down.to; y++)
    for (let x = across.from - 1, at = y * width + x; x <= across.to; x++, at++)
      if (item[at] !== 0) return false
  return true
}

/** Which pixels of a row or column lie in a block. */
interface Span {
  readonly from: number
  readonly to: number
}

interface Pixels {
  readonly across: Span
  readonly down: Span
}

function spanOf(block: number, length: number): Span {
  const from = block * cellStride - cellStride / 2
  return { from: Math.max(0, from), to: Math.min(length, from + cellStride) }
}

/** Sums up a block's pixels row by row, in variables of its own: they are a quarter of a million a view. */
function addPixels(crop: Planes, { across, down }: Pixels, sums: Float64Array): void {
  const { width, height, light: lights, red: reds, yellow: yellows, item: items } = crop
  let light = 0
  let lights2 = 0
  let red = 0
  let reds2 = 0
  let yellow = 0
  let yellows2 = 0
  let item = 0
  let darkest = 100
  let brightest = 0
  for (let y = down.from; y < down.to; y++)
    for (let x = across.from, at = y * width + x; x < across.to; x++, at++) {
      const own = lights[at]!
      light += own
      lights2 += own * own
      if (own < darkest) darkest = own
      if (own > brightest) brightest = own
      const a = reds[at]!
      const b = yellows[at]!
      red += a
      reds2 += a * a
      yellow += b
      yellows2 += b * b
      item += items[at]!
      if (x > 0 && y > 0 && x < width - 1 && y < height - 1) addSlope(crop, at, sums)
    }
  sums[0] = light
  sums[1] = red
  sums[2] = yellow
  sums[3] = lights2
  sums[4] = reds2
  sums[5] = yellows2
  sums[6] = item
  sums[darkestAt] = darkest
  sums[brightestAt] = brightest
  sums[pixelsAt] = (across.to - across.from) * (down.to - down.from)
}

function addSlope({ light, width }: Planes, at: number, sums: Float64Array): void {
  const gx = light[at + 1]! - light[at - 1]!
  const gy = light[at + width]! - light[at - width]!
  if (gx === 0 && gy === 0) return
  const strength = Math.fround(Math.sqrt(gx * gx + gy * gy) / 2)
  sums[7]! += strength
  sums[10 + directionOf(gx, gy)]! += strength
}

/** Tangents of 22.5 and 67.5 degrees: with the axes and the diagonals, where the eight undirected directions part. */
const [flat, steep] = [Math.tan(Math.PI / 8), Math.tan((3 * Math.PI) / 8)]

/** Which of eight undirected directions, 0..7. */
function directionOf(gx: number, gy: number): number {
  const over = gy > 0 || (gy === 0 && gx > 0)
  const x = over ? gx : -gx
  const y = over ? gy : -gy
  if (x > 0) return y < flat * x ? 0 : y < x ? 1 : y < steep * x ? 2 : 3
  return y > steep * -x ? 4 : y > -x ? 5 : y > flat * -x ? 6 : 7
}

/** Units are chosen so that a difference one sees at a glance is about 1 in each number. */
function describe(
  { across: blocks, values: from }: Blocks,
  cells: Cells,
  { at: cell, sums }: { readonly at: number; readonly sums: Float64Array },
): void {
  const { across, values } = cells
  sums.fill(0)
  sums[darkestAt] = 100
  const first = Math.floor(cell / across) * blocks + (cell % across)
  for (const block of [first, first + 1, first + blocks, first + blocks + 1]) {
    const at = block * numbers
    for (let each = 0; each < sumsOf; each++) sums[each]! += from[at + each]!
    sums[darkestAt] = Math.min(sums[darkestAt]!, from[at + darkestAt]!)
    sums[brightestAt] = Math.max(sums[brightestAt]!, from[at + brightestAt]!)
    sums[pixelsAt]! += from[at + pixelsAt]!
  }
  write(values, cell * classicSize, sums)
  cells.item[cell] = sums[6]! / sums[pixelsAt]!
}

function write(values: Float32Array, to: number, sums: Float64Array): void {
  const count = sums[pixelsAt]!
  for (let each = 0; each < 3; each++) {
    const mean = sums[each]! / count
    values[to + each] = mean / 10
    values[to + 3 + each] = Math.sqrt(Math.max(0, sums[3 + each]! / count - mean * mean)) / 5
  }
  values[to + 6] = (sums[6]! / count) * 2
  values[to + 7] = sums[7]! / count / 4
  values[to + 8] = sums[darkestAt]! / 15
  values[to + 9] = sums[brightestAt]! / 15
  for (let each = 0; each < turns; each++) values[to + 10 + each] = sums[10 + each]! / count / 2
}
