import sharp from 'sharp'
import type { ItemView } from '../memory/raster.ts'
import type { ColourSpace } from '../onnx/colours.ts'
import type { Identity } from '../onnx/identity.ts'
import { histogram, unit } from './histogram.ts'
import type { Signature } from './port.ts'

/** How much the colours count beside the embedding of a pack that brings no way with colours; chosen on cartons of training in the hand. */
const colourShare = 1.5
/** Part of each side in which an item is looked for where it could not be told from what is around it. */
const middle = 0.75
/** What is not item, as the network was trained. */
const grey = 128
/** Of the arithmetic of this folder: a signature made by another is made anew. */
const arithmetic = 3
/** Of a photograph that shows no single item. */
export const nothing: Signature = { whole: new Float32Array(), places: new Int8Array() }

/** What a signature is made by, as it is kept beside it: the pack, its weights, and the arithmetic around it. */
export function madeBy({ model, sha256 }: { readonly model: string; readonly sha256: string }): string {
  return `${model} ${sha256.slice(0, 12)} ${arithmetic}`
}

/** Embedding and colours of an item in one vector of length 1, so that a dot product is the likeness of two; and its places. */
export async function signatureOf(
  view: ItemView,
  { side, embed, colours: space }: Pick<Identity, 'side' | 'embed' | 'colours'>,
): Promise<Signature> {
  const { whole, places } = await embed(await squareOf(view, side))
  const colours = space ? coloursIn(view, space) : histogram(view)
  const weight = Math.sqrt(space?.share ?? colourShare)
  const both = unit(Float32Array.from([...unit(whole), ...colours.map((value) => value * weight)]))
  return { whole: both, places }
}

/** The item's colours as a pack wants them, of length 1. */
function coloursIn(view: ItemView, space: ColourSpace): Float32Array {
  const { mean, white } = space
  const raised = histogram(view, space, space.power)
  const centred = unit(raised.map((value, i) => value - mean[i]!))
  const evened = new Float32Array(mean.length)
  for (let row = 0; row < mean.length; row++)
    for (let i = 0; i < mean.length; i++) evened[i]! += centred[row]! * white[row * mean.length + i]!
  return unit(evened)
}

/** The item in a square of `side` pixels, as large as fits, on grey; the photograph's middle where no item was told. */
export async function squareOf({ raster, mask }: ItemView, side: number): Promise<Uint8Array> {
  const { width, height, pixels } = raster
  const plain = { r: grey, g: grey, b: grey }
  const box = boxOf({ raster, ...(mask ? { mask } : {}) })
  if (!box) return new Uint8Array(side * side * 3).fill(grey)
  const alone = mask && cutFrom({ width, pixels, mask }, box)
  const shown = alone
    ? sharp(alone, { raw: { width: box.width, height: box.height, channels: 3 } })
    : sharp(pixels, { raw: { width, height, channels: 3 } }).extract(box)
  return shown.resize(side, side, { fit: 'contain', kernel: 'cubic', background: plain }).raw().toBuffer()
}

interface Masked {
  readonly width: number
  readonly pixels: Uint8Array
  readonly mask: Uint8Array
}

/** The pixels of a box, grey where there is no item. */
function cutFrom(
  { width, pixels, mask }: Masked,
  { left, top, width: across, height: down }: Box,
): Uint8Array {
  const shown = new Uint8Array(across * down * 3).fill(grey)
  for (let y = 0, to = 0; y < down; y++)
    for (let x = 0, at = (top + y) * width + left; x < across; x++, at++, to += 3) {
      if (mask[at]! < 128) continue
      const from = at * 3
      shown[to] = pixels[from]!
      shown[to + 1] = pixels[from + 1]!
      shown[to + 2] = pixels[from + 2]!
    }
  return shown
}

/** A part of a picture, in its pixels. */
interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

function boxOf({ raster: { width, height }, mask }: ItemView): Box | undefined {
  if (!mask) return middleOf(width, height)
  let [left, right, top, bottom] = [width, -1, height, -1]
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      if (mask[at]! < 128) continue
      if (x < left) left = x
      if (x > right) right = x
      if (y < top) top = y
      bottom = y
    }
  return right < 0 ? undefined : { left, top, width: right - left + 1, height: bottom - top + 1 }
}

function middleOf(width: number, height: number): Box {
  const [left, top] = [Math.round(((1 - middle) / 2) * width), Math.round(((1 - middle) / 2) * height)]
  return { left, top, width: Math.max(1, width - 2 * left), height: Math.max(1, height - 2 * top) }
}
