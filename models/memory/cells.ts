import type { Patches } from '../port.ts'
import type { Planes } from './raster.ts'

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
const reach = 8
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
  const slopes = slopesOf(crop)
  for (let at = 0; at < across * down; at++) describe(crop, slopes, cells, at)
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

interface Slopes {
  readonly strength: Float32Array
  /** Which of eight undirected directions, 0..7. */
  readonly bin: Uint8Array
}

function slopesOf({ light, width, height }: Planes): Slopes {
  const strength = new Float32Array(light.length)
  const bin = new Uint8Array(light.length)
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      const gx = light[at + 1]! - light[at - 1]!
      const gy = light[at + width]! - light[at - width]!
      strength[at] = Math.hypot(gx, gy) / 2
      bin[at] = Math.floor(((Math.atan2(gy, gx) / Math.PI + 1) % 1) * turns) % turns
    }
  return { strength, bin }
}

/** Units are chosen so that a difference one sees at a glance is about 1 in each number. */
function describe(crop: Planes, { strength, bin }: Slopes, cells: Cells, cell: number): void {
  const { across, values } = cells
  const x0 = Math.max(0, (cell % across) * cellStride + cellStride / 2 - reach)
  const y0 = Math.max(0, Math.floor(cell / across) * cellStride + cellStride / 2 - reach)
  const x1 = Math.min(crop.width, x0 + 2 * reach)
  const y1 = Math.min(crop.height, y0 + 2 * reach)
  const sums = new Float64Array(10 + turns)
  let darkest = 100
  let brightest = 0
  for (let y = y0; y < y1; y++)
    for (let x = x0; x < x1; x++) {
      const at = y * crop.width + x
      const light = crop.light[at]!
      const red = crop.red[at]!
      const yellow = crop.yellow[at]!
      sums[0]! += light
      sums[1]! += red
      sums[2]! += yellow
      sums[3]! += light * light
      sums[4]! += red * red
      sums[5]! += yellow * yellow
      sums[6]! += crop.item[at]!
      sums[7]! += strength[at]!
      sums[10 + bin[at]!]! += strength[at]!
      if (light < darkest) darkest = light
      if (light > brightest) brightest = light
    }
  const count = (x1 - x0) * (y1 - y0)
  write(values.subarray(cell * classicSize, (cell + 1) * classicSize), sums, { count, darkest, brightest })
  cells.item[cell] = sums[6]! / count
}

function write(
  to: Float32Array,
  sums: Float64Array,
  {
    count,
    darkest,
    brightest,
  }: { readonly count: number; readonly darkest: number; readonly brightest: number },
): void {
  for (let each = 0; each < 3; each++) {
    const mean = sums[each]! / count
    to[each] = mean / 10
    to[3 + each] = Math.sqrt(Math.max(0, sums[3 + each]! / count - mean * mean)) / 5
  }
  to[6] = (sums[6]! / count) * 2
  to[7] = sums[7]! / count / 4
  to[8] = darkest / 15
  to[9] = brightest / 15
  for (let each = 0; each < turns; each++) to[10 + each] = sums[10 + each]! / count / 2
}
