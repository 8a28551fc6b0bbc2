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
  const sums = new Float64Array(size * 3)
  for (let row = 0; row < size; row++) {
    sums.fill(0)
    for (let each = 0; each < readings * readings; each++)
      addRow(painted, pose, { row, size, readings, each, sums })
    for (let k = 0; k < sums.length; k++) crop[row * size * 3 + k] = Math.round(sums[k]! / readings ** 2)
  }
  return crop
}

interface Row {
  readonly row: number
  readonly size: number
  /** How many a side of a pixel, spread evenly under it. */
  readonly readings: number
  /** Which of them is read. */
  readonly each: number
  /** Red, green and blue of the readings so far. */
  readonly sums: Float64Array
}

/** Adds one reading of every pixel of a row, bilinearly; grey outside. */
function addRow({ width, height, pixels }: Raster, pose: Pose, row: Row): void {
  const { size, readings, each, sums } = row
  const cos = Math.cos(pose.angle) * pose.side
  const sin = Math.sin(pose.angle) * pose.side
  const first = 1 / (2 * readings) + (each % readings) / readings
  const v = (row.row + 1 / (2 * readings) + Math.floor(each / readings) / readings) / size - 0.5
  for (let column = 0, at = 0; column < size; column++, at += 3) {
    const u = (column + first) / size - 0.5
    const x = pose.x + cos * u - sin * v - 0.5
    const y = pose.y + sin * u + cos * v - 0.5
    if (x < -0.5 || y < -0.5 || x > width - 0.5 || y > height - 0.5) {
      for (let k = 0; k < 3; k++) sums[at + k]! += grey
      continue
    }
    const left = x < 0 ? 0 : Math.floor(x)
    const top = y < 0 ? 0 : Math.floor(y)
    const fx = x < left ? 0 : x - left
    const fy = y < top ? 0 : y - top
    const a = (top * width + left) * 3
    const b = left + 1 < width ? a + 3 : a
    const down = top + 1 < height ? width * 3 : 0
    const wd = fx * fy
    const [wb, wc] = [fx - wd, fy - wd]
    const wa = 1 - fx - wc
    for (let k = 0; k < 3; k++)
      sums[at + k]! +=
        pixels[a + k]! * wa + pixels[b + k]! * wb + pixels[a + down + k]! * wc + pixels[b + down + k]! * wd
  }
}
