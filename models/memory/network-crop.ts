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

/** The mean of several readings, spread evenly under the pixel. */
function mean(from: Raster, { x, y, side, angle }: Pose, { at, size, readings, to }: Pixel): void {
  const cos = Math.cos(angle) * side
  const sin = Math.sin(angle) * side
  const first = 1 / (2 * readings)
  sums.fill(0)
  for (let each = 0; each < readings * readings; each++) {
    const u = ((at % size) + first + (each % readings) / readings) / size - 0.5
    const v = (Math.floor(at / size) + first + Math.floor(each / readings) / readings) / size - 0.5
    addAt(from, x + cos * u - sin * v - 0.5, y + sin * u + cos * v - 0.5)
  }
  for (let k = 0; k < 3; k++) to[at * 3 + k] = Math.round(sums[k]! / readings ** 2)
}

/** Red, green and blue of the readings so far; one for all pixels, for they are made one after another. */
const sums = new Float64Array(3)

/** Adds the photograph's colour at a point, bilinearly; grey outside. */
function addAt({ width, height, pixels }: Raster, x: number, y: number): void {
  if (x < -0.5 || y < -0.5 || x > width - 0.5 || y > height - 0.5) {
    for (let k = 0; k < 3; k++) sums[k]! += grey
    return
  }
  const left = Math.max(0, Math.floor(x))
  const top = Math.max(0, Math.floor(y))
  const fx = Math.max(0, x - left)
  const fy = Math.max(0, y - top)
  const across = left + 1 < width ? 3 : 0
  const down = top + 1 < height ? width * 3 : 0
  for (let k = 0, a = (top * width + left) * 3; k < 3; k++, a++) {
    const upper = pixels[a]! * (1 - fx) + pixels[a + across]! * fx
    const lower = pixels[a + down]! * (1 - fx) + pixels[a + down + across]! * fx
    sums[k]! += upper * (1 - fy) + lower * fy
  }
}
