import sharp, { type Sharp } from 'sharp'
import { decodedFrom } from '../picture/decoded.ts'
import type { Decoded } from '../port.ts'
import type { Input } from './manifest-input.ts'
import { maxPixels, minSide, type Unusable, type Upright } from './unusable.ts'

/** What a photograph is fitted into, in pixels. */
export interface Box extends Pick<Input, 'width' | 'height' | 'kernel' | 'pad' | 'fit' | 'part'> {
  /** Whether it is made of the photograph as it was decoded for all (models/picture/decoded.ts), which costs next to nothing, and not anew. */
  readonly ofDecoded?: true
}

/** Where the photograph lies in the box, in pixels of the box; one that was cut to fit reaches over its edges. */
export interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A decoded photograph; width and height are those of the upright photograph before it was fitted. */
export interface Picture extends Upright {
  readonly place: Place
  /** Red, green, blue, 0..255, row by row, of the part that lies in the box (`seenPart`). */
  readonly pixels: Uint8Array
}

/** Reads the header only: the upright size of a JPEG or PNG of allowed size. Never rejects. */
export async function sizeOf(bytes: Uint8Array): Promise<Upright | Unusable> {
  if (!isPhotograph(bytes)) return { kind: 'unreadable' }
  try {
    const { width, height } = (await open(bytes).metadata()).autoOrient
    if (width * height > maxPixels) return { kind: 'too_large', width, height }
    return Math.min(width, height) < minSide ? { kind: 'too_small', width, height } : { width, height }
  } catch {
    return { kind: 'unreadable' }
  }
}

/**
 * Decodes a photograph whose size is known: upright, in sRGB, without alpha, fitted into the box. The decoding starts
 * at once, on another thread, and needs no turn of the event loop before it is done. Never rejects.
 */
export async function pictureOf(bytes: Uint8Array, size: Upright, box: Box): Promise<Picture | Unusable> {
  if (box.ofDecoded) {
    const decoded = await decodedOf(bytes, size)
    return 'kind' in decoded ? decoded : pictureIn(decoded, size, box)
  }
  const place = placeOf(size, box)
  const seen = seenPart(place, box)
  const [r, g, b] = box.pad
  try {
    const pixels = await open(bytes)
      .resize(place.width, place.height, { fit: 'fill', kernel: box.kernel })
      .extract({ left: seen.x - place.x, top: seen.y - place.y, width: seen.width, height: seen.height })
      .flatten({ background: { r, g, b } })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer()
    return { width: size.width, height: size.height, place, pixels }
  } catch {
    return { kind: 'unreadable' }
  }
}

/** The photograph as it is decoded for all who look at it; its size is known. Never rejects. */
export async function decodedOf(bytes: Uint8Array, { width, height }: Upright): Promise<Decoded | Unusable> {
  return decodedFrom(bytes, Math.max(width, height)).catch(() => ({ kind: 'unreadable' }))
}

/** A decoded photograph, of `size` as it was taken, fitted into a box that holds all of it. Never rejects. */
export async function pictureIn({ raster }: Decoded, size: Upright, box: Box): Promise<Picture | Unusable> {
  const { width, height, pixels } = raster
  const place = placeOf(size, box)
  const small = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .resize(place.width, place.height, { fit: 'fill', kernel: box.kernel })
    .raw({ depth: 'uchar' })
    .toBuffer()
    .catch(() => undefined)
  return small ? { width: size.width, height: size.height, place, pixels: small } : { kind: 'unreadable' }
}

/** The size was checked before; `error` refuses what is cut off, and not what only has odd metadata. */
function open(bytes: Uint8Array): Sharp {
  return sharp(bytes, { failOn: 'error', limitInputPixels: false }).autoOrient()
}

/** Looks at the first bytes, so that nothing but the JPEG and PNG decoders ever sees what a camera sent. */
function isPhotograph(bytes: Uint8Array): boolean {
  const jpeg = bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff
  const png = bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47
  return jpeg || png
}

/** Where a photograph of `size` lies in the box: as large as fits, or filling it, or forced to it; centred. */
export function placeOf(size: Upright, box: Pick<Box, 'width' | 'height' | 'fit' | 'part'>): Place {
  if (box.fit === 'stretch') return { x: 0, y: 0, width: box.width, height: box.height }
  const [across, down] = [box.width / size.width, box.height / size.height]
  const ratio = box.fit === 'cover' ? Math.max(across, down) / (box.part ?? 1) : Math.min(across, down)
  const width = Math.max(1, Math.round(size.width * ratio))
  const height = Math.max(1, Math.round(size.height * ratio))
  return { x: (box.width - width) >> 1, y: (box.height - height) >> 1, width, height }
}

/** The part of a place that lies in the box. */
export function seenPart(place: Place, box: { readonly width: number; readonly height: number }): Place {
  const [x, y] = [Math.max(0, place.x), Math.max(0, place.y)]
  const right = Math.min(box.width, place.x + place.width)
  const bottom = Math.min(box.height, place.y + place.height)
  return { x, y, width: right - x, height: bottom - y }
}
