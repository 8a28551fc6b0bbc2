import type { FrameQuality } from '../../main/kernel/frame.ts'
import { type Picture, pictureOf, sizeOf } from './picture.ts'
import { measuredIn, qualityOf } from './quality.ts'
import type { RecentPictures } from './recent-pictures.ts'
import { qualityOfUnusable, type Unusable } from './unusable.ts'

/** Tells a photograph's quality, and keeps its picture for when it is judged. Never rejects. */
export async function measurePhotograph(bytes: Uint8Array, recent?: RecentPictures): Promise<FrameQuality> {
  return qualityOfDecoded(await decodePhotograph(bytes, recent))
}

/** The first half: decodes a photograph to be measured, and keeps its picture. Never rejects. */
export async function decodePhotograph(
  bytes: Uint8Array,
  recent?: RecentPictures,
): Promise<Picture | Unusable> {
  const size = await sizeOf(bytes)
  if ('kind' in size) return size
  const picture = await pictureOf(bytes, size, measuredIn)
  if (!('kind' in picture)) recent?.keep(bytes, measuredIn, picture)
  return picture
}

/** The second half: what the picture says of the photograph's quality. */
export function qualityOfDecoded(decoded: Picture | Unusable): FrameQuality {
  return 'kind' in decoded ? qualityOfUnusable(decoded) : qualityOf(decoded)
}
