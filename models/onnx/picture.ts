import sharp, { type Sharp } from 'sharp'
import type { Manifest } from './manifest.ts'
import { maxPixels, type Unusable, type Upright } from './unusable.ts'

/** Where the photograph lies in the network's input, in input pixels. */
export interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A photograph as the network takes it. */
export interface Picture {
  /** Flat NCHW of one picture: 3 x height x width of the manifest's input, normalised. */
  readonly data: Float32Array
  readonly place: Place
}

/** Reads the header only: the upright size of a JPEG or PNG of allowed size. Never rejects. */
export async function sizeOf(bytes: Uint8Array): Promise<Upright | Unusable> {
  if (!isPhotograph(bytes)) return { kind: 'unreadable' }
  try {
    const { autoOrient } = await open(bytes).metadata()
    const { width, height } = autoOrient
    return width * height > maxPixels ? { kind: 'too_large', width, height } : { width, height }
  } catch {
    return { kind: 'unreadable' }
  }
}

/**
 * Decodes a photograph whose size is known: upright, in sRGB, without alpha, fitted into the manifest's input. The
 * decoding starts at once, on another thread, and needs no turn of the event loop before it is done. Never rejects.
 */
export async function pictureOf(
  bytes: Uint8Array,
  size: Upright,
  input: Manifest['input'],
): Promise<Picture | Unusable> {
  const place = placeOf(size, input)
  try {
    const pixels = await open(bytes)
      .resize(place.width, place.height, { fit: 'fill', kernel: input.kernel })
      .flatten({ background: { r: input.pad[0], g: input.pad[1], b: input.pad[2] } })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer()
    return { place, data: planesOf(pixels, place, input) }
  } catch {
    return { kind: 'unreadable' }
  }
}

/** The upright photograph as luma 0..255, one byte a pixel, its longest side at most `side`. Never rejects. */
export async function lumaOf(
  bytes: Uint8Array,
  side: number,
): Promise<(Upright & { readonly luma: Uint8Array; readonly across: number }) | Unusable> {
  const size = await sizeOf(bytes)
  if ('kind' in size) return size
  try {
    const { data, info } = await open(bytes)
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#808080' })
      .toColourspace('b-w')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    return { ...size, luma: data, across: info.width }
  } catch {
    return { kind: 'unreadable' }
  }
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

/** Where a photograph of `size` lies in the input: as large as fits, centred. */
export function placeOf(size: Upright, input: Manifest['input']): Place {
  const ratio = Math.min(input.width / size.width, input.height / size.height)
  const width = Math.max(1, Math.round(size.width * ratio))
  const height = Math.max(1, Math.round(size.height * ratio))
  return { x: (input.width - width) >> 1, y: (input.height - height) >> 1, width, height }
}

/** Interleaved 8-bit pixels into three normalised planes, with the padding around them. */
function planesOf(pixels: Uint8Array, place: Place, input: Manifest['input']): Float32Array {
  const plane = input.width * input.height
  const data = new Float32Array(3 * plane)
  for (let channel = 0; channel < 3; channel++) {
    const shade = shadesOf(input.mean[channel]!, input.std[channel]!)
    data.fill(shade[input.pad[channel]!]!, channel * plane, (channel + 1) * plane)
    for (let y = 0, from = channel; y < place.height; y++) {
      let to = channel * plane + (place.y + y) * input.width + place.x
      for (let x = 0; x < place.width; x++, from += 3) data[to++] = shade[pixels[from]!]!
    }
  }
  return data
}

/** What each of the 256 values of a channel is to the network. */
function shadesOf(mean: number, std: number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, value) => (value / 255 - mean) / std)
}
