import type { FrameQuality } from '../../main/kernel/frame.ts'
import { pictureOf, sizeOf } from './picture.ts'
import { measuredIn, qualityOf } from './quality.ts'
import type { RecentPictures } from './recent-pictures.ts'
import { qualityOfUnusable } from './unusable.ts'

/** Tells a photograph's quality, and keeps its picture for when it is judged. Never rejects. */
export async function measurePhotograph(bytes: Uint8Array, recent?: RecentPictures): Promise<FrameQuality> {
  const size = await sizeOf(bytes)
  if ('kind' in size) return qualityOfUnusable(size)
  const picture = await pictureOf(bytes, size, measuredIn)
  if ('kind' in picture) return qualityOfUnusable(picture)
  recent?.keep(bytes, measuredIn, picture)
  return qualityOf(picture)
}
