import sharp from 'sharp'
import { cutOut } from '../picture/cut-out.ts'
import type { Mask } from '../picture/mask.ts'
import type { ItemView, Raster } from './raster.ts'

/** Pixels on the longer side at which units are remembered: an item's 256-pixel crop loses nothing down to 40 % of it. */
const longest = 640

/** Why a photograph cannot be remembered. */
export type NoItem = 'unreadable' | 'empty' | 'two_items'

/** A photograph as the memory looks at it: `scale` pixels of it as it was taken for one of the raster. */
export interface PhotoView extends ItemView {
  readonly scale: number
}

/** A photograph (JPEG or PNG) with its item cut out; where that cannot be told, all of it is item. Never rejects. */
export async function viewOf(photo: Uint8Array): Promise<PhotoView | NoItem> {
  const read = await rasterOf(photo).catch(() => undefined)
  if (!read) return 'unreadable'
  const { raster, scale } = read
  const found = cutOut(raster)
  if (found.kind === 'empty') return 'empty'
  if (found.kind === 'two') return 'two_items'
  return found.kind === 'item' ? { raster, scale, mask: enlarged(found.mask, raster) } : { raster, scale }
}

async function rasterOf(photo: Uint8Array): Promise<{ readonly raster: Raster; readonly scale: number }> {
  const picture = sharp(photo, { failOn: 'error' })
  const { width = 1, height = 1 } = await picture.metadata()
  const { data, info } = await picture
    .autoOrient()
    .resize(longest, longest, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#808080' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  const raster = { width: info.width, height: info.height, pixels: data }
  return { raster, scale: Math.max(width, height) / Math.max(info.width, info.height) }
}

function enlarged({ width, height, bits }: Mask, to: Raster): Uint8Array {
  const mask = new Uint8Array(to.width * to.height)
  const columns = Int32Array.from({ length: to.width }, (_, x) => Math.floor(((x + 0.5) * width) / to.width))
  for (let y = 0, at = 0; y < to.height; y++) {
    const row = Math.floor(((y + 0.5) * height) / to.height) * width
    for (let x = 0; x < to.width; x++, at++) mask[at] = bits[row + columns[x]!] ? 255 : 0
  }
  return mask
}
