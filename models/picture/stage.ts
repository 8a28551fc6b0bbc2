import sharp from 'sharp'
import type { Stage } from '../../main/kernel/frame.ts'
import { workingSide } from './cut-out.ts'
import { shrunk } from './raster.ts'

/** First to this many pixels, as a view is before it is cut, so that both went through the same arithmetic. */
const firstSide = 320

/** The empty stage as views are compared with it, from its photograph; undefined for what cannot be decoded. */
export async function stageOf(bytes: Uint8Array): Promise<Stage | undefined> {
  try {
    const { data, info } = await sharp(bytes)
      .autoOrient()
      .resize(firstSide, firstSide, { fit: 'inside', kernel: 'cubic' })
      .flatten({ background: '#808080' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    const { width, height } = info
    return shrunk({ width, height, pixels: new Uint8Array(data) }, workingSide)
  } catch {
    return undefined
  }
}
