import type { PhotoMediaType } from '../../main/kernel/frame.ts'

/** Most bytes taken as one photograph; a 50-megapixel JPEG of the best quality has about half of that. */
export const maxPhotoBytes = 64 * 1024 * 1024

/** What bytes are: a whole photograph of a type, or `wrong` in words that fit after "sent". */
export type PhotoReading = { readonly mediaType: PhotoMediaType } | { readonly wrong: string }

/** Reads the structure of a JPEG or PNG to its end; the pixels are not decoded. */
export function readPhoto(bytes: Uint8Array): PhotoReading {
  const size = `${bytes.length} bytes`
  if (bytes.length > maxPhotoBytes) return { wrong: `${size}, more than the 64 MB allowed` }
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (all.length === 0) return { wrong: 'nothing' }
  if (startsWith(all, jpegStart))
    return isWholeJpeg(all) ? { mediaType: 'image/jpeg' } : { wrong: `a JPEG that breaks off after ${size}` }
  if (startsWith(all, pngStart))
    return isWholePng(all) ? { mediaType: 'image/png' } : { wrong: `a PNG that breaks off after ${size}` }
  return { wrong: `${size} that are neither JPEG nor PNG` }
}

const jpegStart = [0xff, 0xd8, 0xff]
const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

function startsWith(bytes: Buffer, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte)
}

// Walked segment by segment: looking for the last end mark would find that of an embedded preview.
function isWholeJpeg(bytes: Buffer): boolean {
  let at = 2
  let picture = false
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return false
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xd9) return picture
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (at + 4 > bytes.length) return false
    at += 2 + bytes.readUInt16BE(at + 2)
    if (marker === 0xda) {
      picture = true
      at = endOfScan(bytes, at)
    }
  }
  return false
}

/** Index of the marker after a scan's data; 0xFF00 is data and 0xFFD0 to 0xFFD7 are restarts within it. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const marker = bytes[at + 1] ?? 0
    if (marker !== 0x00 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd7)) return at
  }
  return bytes.length
}

function isWholePng(bytes: Buffer): boolean {
  let at = pngStart.length
  while (at + 12 <= bytes.length) {
    const end = at + 12 + bytes.readUInt32BE(at)
    if (bytes.toString('latin1', at + 4, at + 8) === 'IEND') return end <= bytes.length
    at = end
  }
  return false
}
