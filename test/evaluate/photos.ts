import sharp from 'sharp'
import { unlikeBorder } from '../../models/picture/by-colour.ts'
import { cutOut } from '../../models/picture/cut-out.ts'
import { filled, type Mask, smoothed } from '../../models/picture/mask.ts'
import { type Raster, shrunk } from '../../models/picture/raster.ts'

/** One photograph as the memory takes it: `mask` is 255 on the item, one byte a pixel, absent where all is item. */
export interface ItemView {
  readonly raster: Raster
  readonly mask?: Uint8Array
}

/** What is not item, as the networks were trained. */
const grey = 128
/** Part of each side that counts as border strip, where no item lies in these packs. */
const strip = 0.1
/** Pixels on the longer side at which masks are made; the station's own working size. */
const maskSide = 160

/** Decodes a JPEG or PNG at its own size, upright, 8-bit sRGB; rejects what cannot be read. */
export async function rasterOf(bytes: Uint8Array): Promise<Raster> {
  const { data, info } = await sharp(bytes)
    .autoOrient()
    .flatten({ background: '#808080' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, pixels: data }
}

/** Which pixels of a mask picture (white = defect) are marked, fitted to `width` × `height`. */
export async function marksOf(bytes: Uint8Array, width: number, height: number): Promise<Uint8Array> {
  const grey = await sharp(bytes).greyscale().resize(width, height, { fit: 'fill' }).raw().toBuffer()
  return grey.map((value) => (value > 127 ? 1 : 0))
}

/** How the station told the item from the bench, and the view with everything else masked. */
export interface Cut {
  readonly told: 'item' | 'two' | 'untold'
  readonly view: ItemView
}

/**
 * Cuts the item out as the station does. Where it calls the pieces two items, all pieces are kept, for a broken thing is
 * one item; where it cannot tell, the whole photograph is the item.
 */
export function cut(raster: Raster): Cut {
  const found = cutOut(raster)
  if (found.kind === 'item') return { told: 'item', view: { raster, mask: enlarged(found.mask, raster) } }
  if (found.kind !== 'two') return { told: 'untold', view: { raster } }
  const pieces = filled(smoothed(unlikeBorder(shrunk(raster, maskSide)).mask))
  return { told: 'two', view: { raster, mask: enlarged(pieces, raster) } }
}

function enlarged({ width, height, bits }: Mask, to: Raster): Uint8Array {
  const mask = new Uint8Array(to.width * to.height)
  for (let at = 0; at < mask.length; at++) {
    const x = Math.floor((((at % to.width) + 0.5) * width) / to.width)
    const y = Math.floor(((Math.floor(at / to.width) + 0.5) * height) / to.height)
    mask[at] = bits[y * width + x] ? 255 : 0
  }
  return mask
}

/** The shortcut control: only strips along the border are left, and of them only what is no item. */
export function borderOnly({ raster, mask }: ItemView): ItemView {
  const { width, height } = raster
  const [across, down] = [Math.round(width * strip), Math.round(height * strip)]
  const kept = new Uint8Array(width * height)
  for (let at = 0; at < kept.length; at++) {
    const [x, y] = [at % width, Math.floor(at / width)]
    const inside = x >= across && x < width - across && y >= down && y < height - down
    kept[at] = inside || (mask?.[at] ?? 0) > 127 ? 0 : 255
  }
  return { raster, mask: kept }
}

/** A PNG of the view, grey where nothing is item. */
export async function greyed({ raster, mask }: ItemView): Promise<Buffer> {
  const { width, height } = raster
  const pixels = Buffer.from(raster.pixels)
  if (mask)
    for (let at = 0; at < mask.length; at++) if (mask[at]! < 128) pixels.fill(grey, at * 3, at * 3 + 3)
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toBuffer()
}

/** A square part of a view as a network takes it: 8-bit sRGB, row by row, grey where nothing is item or no photograph is. */
export function squareAt(
  { raster, mask }: ItemView,
  { left, top, side }: { readonly left: number; readonly top: number; readonly side: number },
): Uint8Array {
  const { width, height, pixels } = raster
  const crop = new Uint8Array(side * side * 3).fill(grey)
  for (let y = 0; y < Math.min(side, height - top); y++)
    for (let x = 0; x < Math.min(side, width - left); x++) {
      const from = (top + y) * width + left + x
      if (mask && mask[from]! < 128) continue
      crop.set(pixels.subarray(from * 3, from * 3 + 3), (y * side + x) * 3)
    }
  return crop
}
