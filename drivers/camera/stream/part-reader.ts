import { maxPhotoBytes } from '../photo-format.ts'

/** Longest header of a part; ffmpeg's has 60 bytes. */
const maxHeader = 1024
const headerEnd = Buffer.from('\r\n\r\n')

/** Bytes that are no stream of pictures, in words that fit after "sent". */
export class NoParts extends Error {}

/**
 * Reads ffmpeg's `mpjpeg` strictly: a boundary, a type, a length, so many bytes, again and again. Feeding it a chunk gives
 * the pictures that are whole now; anything else than such parts is NoParts, and nothing is searched for in what follows.
 */
export function createPartReader(): (chunk: Uint8Array) => Uint8Array[] {
  let held = Buffer.alloc(0)
  let length: number | undefined
  const next = (): Uint8Array | undefined => {
    if (length === undefined) {
      const header = headerOf(held)
      if (!header) return undefined
      length = header.length
      held = held.subarray(header.size)
    }
    if (held.length < length + 2) return undefined
    const bytes = Uint8Array.from(held.subarray(0, length))
    if (held[length] !== 13 || held[length + 1] !== 10) throw new NoParts('a picture longer than announced')
    held = held.subarray(length + 2)
    length = undefined
    return bytes
  }
  return (chunk) => {
    held = Buffer.concat([held, chunk])
    const parts: Uint8Array[] = []
    for (let part = next(); part; part = next()) parts.push(part)
    return parts
  }
}

/** How long a header is and what length it announces; undefined while it is not whole. */
function headerOf(held: Buffer): { readonly size: number; readonly length: number } | undefined {
  const end = held.indexOf(headerEnd)
  if (end < 0 && held.length <= maxHeader) return undefined
  const text = held.toString('latin1', 0, end < 0 ? maxHeader : end)
  const found = /^--\S+\r\ncontent-type: image\/jpeg\r\ncontent-length: (\d{1,9})$/i.exec(text)
  if (!found) throw new NoParts(`"${printable(text.slice(0, 40))}" where a picture should begin`)
  const length = Number(found[1])
  if (length > maxPhotoBytes) throw new NoParts(`a picture of ${length} bytes, more than the 64 MB allowed`)
  return { size: end + headerEnd.length, length }
}

function printable(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '.')
}
