import { emptyPlanes, halved, outside, type Planes, planeNames } from './raster.ts'

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

/** A photograph at full, half, quarter ... size, down to 16 pixels: what crops of any size are read from. */
export type Pyramid = readonly Planes[]

export function pyramidOf(planes: Planes): Pyramid {
  const levels = [planes]
  for (let last = planes; Math.min(last.width, last.height) >= 32; levels.push(last)) last = halved(last)
  return levels
}

/** The photograph under a pose as `size` × `size` planes, read bilinearly from the level that fits. */
export function cropOf(pyramid: Pyramid, pose: Pose, size: number): Planes {
  const shrink = pose.side / size
  const depth = Math.max(0, Math.min(pyramid.length - 1, Math.floor(Math.log2(shrink) + 0.3)))
  const level = pyramid[depth]!
  const zoom = 1 / 2 ** depth
  const crop = emptyPlanes(size, size)
  const cos = Math.cos(pose.angle) * shrink * zoom
  const sin = Math.sin(pose.angle) * shrink * zoom
  const [x0, y0] = [pose.x * zoom - 0.5, pose.y * zoom - 0.5]
  for (let at = 0; at < size * size; at++) {
    const u = (at % size) - size / 2 + 0.5
    const v = Math.floor(at / size) - size / 2 + 0.5
    readPixel(level, x0 + cos * u - sin * v, y0 + sin * u + cos * v, crop, at)
  }
  return crop
}

/** Bilinear; outside the photograph is grey that is not item. */
function readPixel(from: Planes, x: number, y: number, to: Planes, at: number): void {
  const left = Math.floor(x)
  const top = Math.floor(y)
  const [fx, fy] = [x - left, y - top]
  const inside = left >= 0 && top >= 0 && left + 1 < from.width && top + 1 < from.height
  const clamped = !inside && x > -1 && y > -1 && x < from.width && y < from.height
  if (!inside && !clamped) {
    for (const name of planeNames) to[name][at] = outside[name]
    return
  }
  const [x0, x1] = [clamp(left, from.width), clamp(left + 1, from.width)]
  const [y0, y1] = [clamp(top, from.height) * from.width, clamp(top + 1, from.height) * from.width]
  for (const name of planeNames) {
    const plane = from[name]
    const upper = plane[y0 + x0]! * (1 - fx) + plane[y0 + x1]! * fx
    const lower = plane[y1 + x0]! * (1 - fx) + plane[y1 + x1]! * fx
    to[name][at] = upper * (1 - fy) + lower * fy
  }
}

function clamp(value: number, size: number): number {
  return value < 0 ? 0 : value >= size ? size - 1 : value
}

/** The square around the item with `margin` of its longer side on each side; the whole photograph where nothing is item. */
export function poseOfItem({ item, width, height }: Planes, margin: number): Pose {
  let [left, right, top, bottom] = [width, -1, height, -1]
  for (let at = 0; at < item.length; at++) {
    if (item[at]! < 0.5) continue
    const [x, y] = [at % width, Math.floor(at / width)]
    if (x < left) left = x
    if (x > right) right = x
    if (y < top) top = y
    if (y > bottom) bottom = y
  }
  if (right < 0) return { x: width / 2, y: height / 2, side: Math.max(width, height), angle: 0 }
  const whole = right - left + 1 === width && bottom - top + 1 === height
  const side = Math.max(right - left + 1, bottom - top + 1) * (whole ? 1 : 1 + 2 * margin)
  return { x: (left + right + 1) / 2, y: (top + bottom + 1) / 2, side, angle: 0 }
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
