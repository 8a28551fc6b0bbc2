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
  const x0 = pose.x * zoom - 0.5
  const y0 = pose.y * zoom - 0.5
  for (let row = 0, at = 0; row < size; row++) {
    const v = row - size / 2 + 0.5
    for (let column = 0; column < size; column++, at++) {
      const u = column - size / 2 + 0.5
      readPixel(level, x0 + cos * u - sin * v, y0 + sin * u + cos * v, crop, at)
    }
  }
  return crop
}

/** Bilinear; outside the photograph is grey that is not item. Without a list or a name looked up: it runs a million times a view. */
function readPixel(from: Planes, x: number, y: number, to: Planes, at: number): void {
  const { width, height } = from
  if (!(x > -1 && y > -1 && x < width && y < height)) {
    for (const name of planeNames) to[name][at] = outside[name]
    return
  }
  const left = Math.floor(x)
  const top = Math.floor(y)
  const right = x - left
  const lower = y - top
  const x0 = clamp(left, width)
  const x1 = clamp(left + 1, width)
  const y0 = clamp(top, height) * width
  const y1 = clamp(top + 1, height) * width
  const a = y0 + x0
  const b = y0 + x1
  const c = y1 + x0
  const d = y1 + x1
  const wa = (1 - right) * (1 - lower)
  const wb = right * (1 - lower)
  const wc = (1 - right) * lower
  const wd = right * lower
  const { light, red, yellow, item } = from
  to.light[at] = light[a]! * wa + light[b]! * wb + light[c]! * wc + light[d]! * wd
  to.red[at] = red[a]! * wa + red[b]! * wb + red[c]! * wc + red[d]! * wd
  to.yellow[at] = yellow[a]! * wa + yellow[b]! * wb + yellow[c]! * wc + yellow[d]! * wd
  to.item[at] = item[a]! * wa + item[b]! * wb + item[c]! * wc + item[d]! * wd
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
