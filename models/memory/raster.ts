/** Eight-bit sRGB, row by row: `width * height * 3` bytes. */
export interface Raster {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

/** One photograph of one item; `mask` is 255 on the item and 0 beside it, one byte a pixel, absent where all is item. */
export interface ItemView {
  readonly raster: Raster
  readonly mask?: Uint8Array
}

/** Four planes of a picture: lightness 0..100, two colour axes, and how much of a pixel is item, 0..1. */
export interface Planes {
  readonly width: number
  readonly height: number
  readonly light: Float32Array
  readonly red: Float32Array
  readonly yellow: Float32Array
  readonly item: Float32Array
}

/** What everything beside the item becomes, so that the bench tells nothing: middle grey. */
const neutral = 50

/** A picture's planes in CIE L*a*b* (D65); what is not item becomes middle grey. Planes of its size may be given to be written over. */
export function planesOf({ raster, mask }: ItemView, planes?: Planes): Planes {
  const { width, height, pixels } = raster
  const to = planes ?? emptyPlanes(width, height)
  const { light, red: toRed, yellow: toYellow, item } = to
  for (const plane of planes ? [toRed, toYellow, item] : []) plane.fill(0)
  if (mask) light.fill(neutral)
  for (let at = 0; at < width * height; at++) {
    const share = mask ? mask[at]! / 255 : 1
    if (share === 0) continue
    item[at] = share
    const red = toLinear[pixels[at * 3]!]!
    const green = toLinear[pixels[at * 3 + 1]!]!
    const blue = toLinear[pixels[at * 3 + 2]!]!
    const x = curve((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505)
    const y = curve(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    const z = curve((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089)
    light[at] = share * (116 * y - 16) + (1 - share) * neutral
    toRed[at] = share * 500 * (x - y)
    toYellow[at] = share * 200 * (y - z)
  }
  return to
}

/** Planes of half the size, each pixel the mean of four; an odd last row or column is left out. */
export function halved(
  planes: Planes,
  half = emptyPlanes(Math.max(1, planes.width >> 1), Math.max(1, planes.height >> 1)),
): Planes {
  for (const name of planeNames) halve(planes[name], planes.width, half[name], half.width)
  return half
}

/** The four planes, in the order they are compared. */
export const planeNames = ['light', 'red', 'yellow', 'item'] as const

/** Planes of a size, all zero. */
export function emptyPlanes(width: number, height: number): Planes {
  const plane = () => new Float32Array(width * height)
  return { width, height, light: plane(), red: plane(), yellow: plane(), item: plane() }
}

/** What lies outside a photograph: grey, and not item. */
export const outside = { light: neutral, red: 0, yellow: 0, item: 0 } as const

function halve(from: Float32Array, across: number, to: Float32Array, toAcross: number): void {
  // a single column or row is its own neighbour
  const right = across > 1 ? 1 : 0
  const down = from.length > across ? across : 0
  for (let y = 0, at = 0; at < to.length; y++)
    for (let x = 0, a = y * 2 * across; x < toAcross; x++, a += 2, at++)
      to[at] = (from[a]! + from[a + right]! + from[a + down]! + from[a + down + right]!) / 4
}

const toLinear = Float32Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
})

/** The cube root of CIE's curve at steps of 1/8192, up to a little over 1; read between two of them it is right to 1e-4 where a byte is 3e-3. */
const steps = 8192
const curves = Float32Array.from({ length: steps * 1.01 }, (_, step) => {
  const value = step / steps
  return value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116
})

function curve(value: number): number {
  const at = Math.floor(value * steps)
  const below = curves[at]!
  return below + (curves[at + 1]! - below) * (value * steps - at)
}
