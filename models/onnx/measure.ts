import type { FrameQuality } from '../../main/kernel/frame.ts'
import type { Decoded } from '../port.ts'
import { decodedOf, type Picture, pictureIn, sizeOf } from './picture.ts'
import { measuredIn, qualityOf } from './quality.ts'
import type { RecentPictures } from './recent-pictures.ts'
import { qualityOfUnusable, type Unusable } from './unusable.ts'

/** A photograph as it was decoded, and as it is measured. */
export interface Measurable {
  readonly decoded: Decoded
  readonly picture: Picture
}

/** Tells a photograph's quality; `seen` hears of it as it was decoded. Never rejects. */
export async function measurePhotograph(
  bytes: Uint8Array,
  seen?: (decoded: Decoded) => void,
): Promise<FrameQuality> {
  const read = await decodePhotograph(bytes)
  if (!('kind' in read)) seen?.(read.decoded)
  return qualityOfDecoded(read)
}

/** The first half: decodes a photograph to be measured, and keeps its picture for when it is judged. Never rejects. */
export async function decodePhotograph(
  bytes: Uint8Array,
  recent?: RecentPictures,
): Promise<Measurable | Unusable> {
  const size = await sizeOf(bytes)
  if ('kind' in size) return size
  const decoded = await decodedOf(bytes, size)
  if ('kind' in decoded) return decoded
  const picture = await pictureIn(decoded, size, measuredIn)
  if ('kind' in picture) return picture
  recent?.keep(bytes, measuredIn, picture)
  return { decoded, picture }
}

/** The second half: what the picture says of the photograph's quality. */
export function qualityOfDecoded(read: Measurable | Unusable): FrameQuality {
  return 'kind' in read ? qualityOfUnusable(read) : qualityOf(read.picture)
}
