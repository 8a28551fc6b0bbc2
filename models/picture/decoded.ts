import sharp from 'sharp'
import type { Decoded } from '../port.ts'

/** Pixels on the longer side at which a photograph is decoded: an item's 256-pixel crop loses nothing down to 40 % of it. */
const decodedSide = 640
/** Most bytes of a decoded photograph's pixels. */
export const mostDecodedBytes = decodedSide * decodedSide * 3

/**
 * Decodes a photograph (JPEG or PNG), of which the longer side is `taken` pixels: upright, in sRGB, without alpha, small ones as
 * large as they are. The decoding starts at once, on another thread. Rejects where it cannot be read to its end.
 */
export async function decodedFrom(photo: Uint8Array, taken: number): Promise<Decoded> {
  const { data, info } = await sharp(photo, { failOn: 'error' })
    .autoOrient()
    .resize(decodedSide, decodedSide, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#808080' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  const raster = { width: info.width, height: info.height, pixels: data }
  return { raster, scale: taken / Math.max(info.width, info.height) }
}
