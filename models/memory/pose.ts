import { coarsestOf } from '../picture/part.ts'
import type { Within } from '../port.ts'
import type { Painted } from './painted.ts'
import { emptyPlanes, halfOf, halved, outside, type Planes, planesLike } from './planes.ts'

/**
 * Where a square crop lies in a photograph: its centre in pixels, photograph pixels a side of the crop, and how far it is
 * turned, in radians.
 */
export interface Pose {
  readonly x: number
  readonly y: number
  readonly side: number
  readonly angle: number
}

/** A photograph, or the part of it with its item, at half, quarter, eighth ... size: what a view is laid over another by. */
export interface Pyramid {
  readonly levels: readonly Planes[]
  /** Where the part lies in the photograph, in pixels of that. */
  readonly within: Within
}

/** Makes the pyramid of a photograph in the memory of an earlier one, as far as that goes. */
export function pyramidOf(photo: Painted, earlier?: Pyramid): Pyramid {
  const planes = (level: number) => {
    const side = (pixels: number) => Math.max(1, pixels >> (level + 1))
    return planesLike(earlier?.levels[level], side(photo.width), side(photo.height))
  }
  const levels = [halfOf(photo, planes(0))]
  for (let level = 1; 2 ** level < coarsestOf(photo.within); level++)
    levels.push(halved(levels[level - 1]!, planes(level)))
  return { levels, within: photo.within }
}

/** The photograph under a pose as `size` × `size` planes, read bilinearly from the level that fits. */
export function cropOf(pyramid: Pyramid, pose: Pose, size: number): Planes {
  return cropInto(pyramid, pose, emptyPlanes(size, size))
}

/** The same into square planes that are there already, for poses that are only tried. */
export function cropInto({ levels, within }: Pyramid, { x, y, side, angle }: Pose, to: Planes): Planes {
  const size = to.width
  const shrink = side / size
  const halvings = Math.max(1, Math.min(levels.length, Math.floor(Math.log2(shrink) + 0.3)))
  const zoom = 1 / 2 ** halvings
  const cos = Math.cos(angle) * shrink * zoom
  const sin = Math.sin(angle) * shrink * zoom
  const middle = (size - 1) / 2
  const line = { from: levels[halvings - 1]!, cos, sin, to }
  for (let row = 0; row < size; row++) {
    const v = row - middle
    const [fromX, fromY] = [(x - within.left) * zoom - 0.5, (y - within.top) * zoom - 0.5]
    readRow(line, fromX - cos * middle - sin * v, fromY - sin * middle + cos * v, row)
  }
  return to
}

interface Line {
  readonly from: Planes
  /** One pixel of the crop to the right, in pixels of `from`. */
  readonly cos: number
  readonly sin: number
  readonly to: Planes
}

/** Bilinear; outside the photograph is grey that is not item. All names are looked up once a row: its pixels are a million a view. */
function readRow({ from, cos, sin, to }: Line, x0: number, y0: number, row: number): void {
  const { width, height, light, red, yellow, item } = from
  const { light: toLight, red: toRed, yellow: toYellow, item: toItem, width: size } = to
  for (let column = 0, at = row * size; column < size; column++, at++) {
    const x = x0 + cos * column
    const y = y0 + sin * column
    toLight[at] = outside.light
    toRed[at] = toYellow[at] = toItem[at] = 0
    if (!(x > -1 && y > -1 && x < width && y < height)) continue
    const left = Math.floor(x)
    const top = Math.floor(y)
    const above = (top < 0 ? 0 : top) * width
    const below = (top + 1 < height ? top + 1 : top) * width
    const before = left < 0 ? 0 : left
    const after = left + 1 < width ? left + 1 : left
    const [a, b, c, d] = [above + before, above + after, below + before, below + after]
    const share = item[a]! + item[b]! + item[c]! + item[d]!
    // what is not item is that grey already
    if (share === 0) continue
    const wd = (x - left) * (y - top)
    const wb = x - left - wd
    const wc = y - top - wd
    const wa = 1 - wb - wc - wd
    toLight[at] = light[a]! * wa + light[b]! * wb + light[c]! * wc + light[d]! * wd
    toRed[at] = red[a]! * wa + red[b]! * wb + red[c]! * wc + red[d]! * wd
    toYellow[at] = yellow[a]! * wa + yellow[b]! * wb + yellow[c]! * wc + yellow[d]! * wd
    toItem[at] = item[a]! * wa + item[b]! * wb + item[c]! * wc + item[d]! * wd
  }
}

/** The square around the item with `margin` of its longer side on each side; the whole photograph where nothing is item. */
export function poseOfItem({ levels, within }: Pyramid, margin: number): Pose {
  const { item, width, height } = levels[0]!
  let [left, right, top, bottom] = [width, -1, height, -1]
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      if (item[at]! < 0.5) continue
      if (x < left) left = x
      if (x > right) right = x
      if (y < top) top = y
      bottom = y
    }
  if (right < 0)
    return {
      x: within.width / 2,
      y: within.height / 2,
      side: Math.max(within.width, within.height),
      angle: 0,
    }
  // these planes are of half the photograph's size
  const [across, down] = [2 * (right - left + 1), 2 * (bottom - top + 1)]
  const whole = across >= within.width - 1 && down >= within.height - 1
  const side = Math.max(across, down) * (whole ? 1 : 1 + 2 * margin)
  return { x: within.left + left + right + 1, y: within.top + top + bottom + 1, side, angle: 0 }
}

/** The pose moved within its own crop: shifts in shares of the side, a factor, and a turn. */
export function moved(
  pose: Pose,
  by: { readonly dx: number; readonly dy: number; readonly zoom: number; readonly turn: number },
): Pose {
  const [cos, sin] = [Math.cos(pose.angle) * pose.side, Math.sin(pose.angle) * pose.side]
  return {
    x: pose.x + cos * by.dx - sin * by.dy,
    y: pose.y + sin * by.dx + cos * by.dy,
    side: pose.side * by.zoom,
    angle: pose.angle + by.turn,
  }
}

/** A point of the crop, in shares of its side from the upper left corner, as a pixel of the photograph. */
export function toPhoto(pose: Pose, u: number, v: number): { readonly x: number; readonly y: number } {
  const { x, y } = moved(pose, { dx: u - 0.5, dy: v - 0.5, zoom: 1, turn: 0 })
  return { x, y }
}
