import type { Frame, FrameQuality } from '../../main/kernel/frame.ts'
import { cutOut } from '../picture/cut-out.ts'
import { itemPart } from '../picture/part.ts'
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
  frame: Pick<Frame, 'bytes' | 'beside' | 'stage'>,
  seen?: (decoded: Decoded) => void,
): Promise<FrameQuality> {
  const read = await decodePhotograph(frame.bytes)
  const quality = qualityOfDecoded(read)
  if ('kind' in read) return quality
  const { decoded } = read
  seen?.(wantsCut(frame, quality) ? itemPart({ ...decoded, cut: cutOut(decoded.raster) }) : decoded)
  return quality
}

/** Whether who measures a photograph is told where its item is by colour: it will be laid over whole units, and no stage tells it better. */
export function wantsCut(
  { beside, stage }: Pick<Frame, 'beside' | 'stage'>,
  { verdict }: FrameQuality,
): boolean {
  return beside === true && !stage && verdict === 'good'
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
