import { paintedAround } from '../picture/crop.ts'
import type { Pose } from './pose.ts'
import type { ItemView, Raster } from './raster.ts'

/** What is not item, and what lies outside the photograph, as the networks were trained. */
const grey = 128

/**
 * The photograph under a pose as a network takes it: `size` × `size` pixels of 8-bit sRGB, grey where there is no item.
 * The same pose gives the same square as the planes' crop, so a patch and a classic cell are of the same place.
 */
export function networkCrop({ raster, mask }: ItemView, pose: Pose, size: number): Uint8Array {
  const { width, height } = raster
  const painted = mask
    ? paintedAround({ ...raster, pixels: Uint8Array.from(raster.pixels) }, { width, height, bits: mask }, [
        grey,
        grey,
        grey,
      ])
    : raster
  const crop = new Uint8Array(size * size * 3)
  const step = pose.side / size
  // as many readings a pixel as photograph pixels lie under it: one reading would show grain that the crop cannot hold
  const readings = Math.max(1, Math.min(4, Math.ceil(step)))
  for (let at = 0; at < size * size; at++) mean(painted, pose, { at, size, readings, to: crop })
  return crop
}

interface Pixel {
  readonly at: number
  readonly size: number
  readonly readings: number
  readonly to: Uint8Array
}

function mean(from: Raster, { x, y, side, angle }: Pose, { at, size, readings, to }: Pixel): void {
  const [cos, sin] = [Math.cos(angle) * side, Math.sin(angle) * side]
  const sums: Sums = [0, 0, 0]
  for (let each = 0; each < readings * readings; each++) {
    const u = ((at % size) + ((each % readings) + 0.5) / readings) / size - 0.5
    const v = (Math.floor(at / size) + (Math.floor(each / readings) + 0.5) / readings) / size - 0.5
    addAt(from, x + cos * u - sin * v - 0.5, y + sin * u + cos * v - 0.5, sums)
  }
  for (let k = 0; k < 3; k++) to[at * 3 + k] = Math.round(sums[k]! / readings ** 2)
}

type Sums = [red: number, green: number, blue: number]

/** Adds the photograph's colour at a point, bilinearly; grey outside. */
function addAt({ width, height, pixels }: Raster, x: number, y: number, sums: Sums): void {
  if (x < -0.5 || y < -0.5 || x > width - 0.5 || y > height - 0.5) {
    for (let k = 0; k < 3; k++) sums[k]! += grey
    return
  }
  const [left, top] = [Math.max(0, Math.floor(x)), Math.max(0, Math.floor(y))]
  const [right, bottom] = [Math.min(width - 1, left + 1), Math.min(height - 1, top + 1)]
  const [fx, fy] = [Math.max(0, x - left), Math.max(0, y - top)]
  for (let k = 0; k < 3; k++) {
    const value = (column: number, row: number) => pixels[(row * width + column) * 3 + k]!
    const upper = value(left, top) * (1 - fx) + value(right, top) * fx
    const lower = value(left, bottom) * (1 - fx) + value(right, bottom) * fx
    sums[k]! += upper * (1 - fy) + lower * fy
  }
}
