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

/** A picture's planes in CIE L*a*b* (D65); what is not item becomes middle grey. */
export function planesOf({ raster, mask }: ItemView): Planes {
  const { width, height, pixels } = raster
  const planes = emptyPlanes(width, height)
  for (let at = 0; at < width * height; at++) {
    const share = mask ? mask[at]! / 255 : 1
    planes.item[at] = share
    if (share === 0) {
      planes.light[at] = neutral
      continue
    }
    const red = toLinear[pixels[at * 3]!]!
    const green = toLinear[pixels[at * 3 + 1]!]!
    const blue = toLinear[pixels[at * 3 + 2]!]!
    const x = curve((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505)
    const y = curve(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    const z = curve((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089)
    planes.light[at] = share * (116 * y - 16) + (1 - share) * neutral
    planes.red[at] = share * 500 * (x - y)
    planes.yellow[at] = share * 200 * (y - z)
  }
  return planes
}

/** Planes of half the size, each pixel the mean of four; an odd last row or column is left out. */
export function halved(planes: Planes): Planes {
  const half = emptyPlanes(Math.max(1, planes.width >> 1), Math.max(1, planes.height >> 1))
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
  for (let at = 0; at < to.length; at++) {
    const left = Math.min(across - 1, (at % toAcross) * 2)
    const right = Math.min(across - 1, left + 1)
    const upper = Math.floor(at / toAcross) * 2 * across
    const lower = upper + across < from.length ? upper + across : upper
    to[at] = (from[upper + left]! + from[upper + right]! + from[lower + left]! + from[lower + right]!) / 4
  }
}

const toLinear = Float32Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
})

function curve(value: number): number {
  return value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116
}
