import { writeColour } from './colours.ts'
import type { NetworkCrop } from './network-crop.ts'
import { type Painted, twoOf } from './painted.ts'

/** Four planes of a picture: lightness 0..100, two colour axes, and how much of a pixel is item, 0..1. */
export interface Planes {
  readonly width: number
  readonly height: number
  readonly light: Float32Array
  readonly red: Float32Array
  readonly yellow: Float32Array
  readonly item: Float32Array
}

/** The four planes, in the order they are compared. */
export const planeNames = ['light', 'red', 'yellow', 'item'] as const

/** Planes of a size, all zero. */
export function emptyPlanes(width: number, height: number): Planes {
  const plane = () => new Float32Array(width * height)
  return { width, height, light: plane(), red: plane(), yellow: plane(), item: plane() }
}

/** Planes of a size in the memory of earlier ones where that is large enough; whatever is in them. */
export function planesLike(earlier: Planes | undefined, width: number, height: number): Planes {
  const count = width * height
  if (!earlier || earlier.light.buffer.byteLength < count * Float32Array.BYTES_PER_ELEMENT)
    return emptyPlanes(width, height)
  const plane = ({ buffer }: Float32Array) => new Float32Array(buffer, 0, count)
  const { light, red, yellow, item } = earlier
  return { width, height, light: plane(light), red: plane(red), yellow: plane(yellow), item: plane(item) }
}

/** Lightness (CIE L*) of everything beside the item: the middle of its scale, so that the bench tells nothing. */
const neutral = 50

/** What lies outside a photograph: grey, and not item. */
export const outside = { light: neutral, red: 0, yellow: 0, item: 0 } as const

/** Writes a photograph into planes of half its size, each pixel of the mean of four of it; an odd last row or column is left out. */
export function halfOf(photo: Painted, to: Planes): Planes {
  // a single column or row is its own neighbour
  const right = photo.width > 1 ? 1 : 0
  const down = photo.height > 1 ? photo.width : 0
  for (let y = 0; y < to.height; y++) writeHalfRow(photo, to, { y, right, down })
  return to
}

interface HalfRow {
  readonly y: number
  readonly right: number
  readonly down: number
}

/** Two of red, green, blue and item are summed at once: four bytes fill ten of sixteen bits. */
function writeHalfRow({ width, values }: Painted, to: Planes, { y, right, down }: HalfRow): void {
  for (let x = 0, at = y * to.width, a = y * 2 * width; x < to.width; x++, at++, a += 2) {
    const one = values[a]!
    const two = values[a + right]!
    const three = values[a + down]!
    const four = values[a + down + right]!
    const others =
      ((one >>> 8) & twoOf) + ((two >>> 8) & twoOf) + ((three >>> 8) & twoOf) + ((four >>> 8) & twoOf)
    const item = others >>> 16
    if (item === 0) writeOutside(to, at)
    else {
      const colours = (one & twoOf) + (two & twoOf) + (three & twoOf) + (four & twoOf)
      writeColour(to, at, colours >>> 16, others & 0xffff, colours & 0xffff)
      to.item[at] = item / (4 * 255)
    }
  }
}

/** Writes a crop into planes of its size. */
export function planesOf({ rgb, item }: NetworkCrop, to: Planes): Planes {
  for (let at = 0, from = 0; at < item.length; at++, from += 3) {
    if (item[at] === 0) writeOutside(to, at)
    else {
      writeColour(to, at, rgb[from]! * 4, rgb[from + 1]! * 4, rgb[from + 2]! * 4)
      to.item[at] = item[at]!
    }
  }
  return to
}

function writeOutside({ light, red, yellow, item }: Planes, at: number): void {
  light[at] = neutral
  red[at] = yellow[at] = item[at] = 0
}

/** Writes planes into those of half their size, each pixel the mean of four; an odd last row or column is left out. */
export function halved(planes: Planes, to: Planes): Planes {
  for (const name of planeNames) halve(planes[name], planes.width, to[name], to.width)
  return to
}

function halve(from: Float32Array, across: number, to: Float32Array, toAcross: number): void {
  // a single column or row is its own neighbour
  const right = across > 1 ? 1 : 0
  const down = from.length > across ? across : 0
  for (let y = 0, at = 0; at < to.length; y++)
    for (let x = 0, a = y * 2 * across; x < toAcross; x++, a += 2, at++)
      to[at] = (from[a]! + from[a + right]! + from[a + down]! + from[a + down + right]!) / 4
}
