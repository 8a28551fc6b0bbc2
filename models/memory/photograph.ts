import sharp from 'sharp'
import type { Stage } from '../../main/kernel/frame.ts'
import { cutOut } from '../picture/cut-out.ts'
import { decodedFrom } from '../picture/decoded.ts'
import { boxOf, type Mask } from '../picture/mask.ts'
import type { CutOut, Decoded } from '../port.ts'
import { Slots } from '../slots.ts'
import { type ItemView, type Raster, withinOf } from './raster.ts'
import { unpackedCut } from './stored.ts'

/** Why a photograph cannot be remembered. */
export type NoItem = 'unreadable' | 'empty' | 'two_items'

/** What is known of where a photograph's item is. */
interface Lying {
  /** What its camera saw with nothing there. */
  readonly stage?: Stage
  /** Where the item is, as the empty stage told it before (packedCut); taken as it is. */
  readonly cut?: Uint8Array
}

/** A photograph (JPEG or PNG), and what is known of where its item is. */
export interface Photographed extends Lying {
  readonly photo: Uint8Array
}

/** The same, decoded by whoever measured it or still to be decoded. */
export type Shown = Photographed | (Lying & { readonly decoded: Decoded })

/** A photograph as the memory looks at it. */
export interface PhotoView extends ItemView, Pick<Decoded, 'scale'> {
  /** Where the item is, where the empty stage told it. */
  readonly cut?: Mask
}

/** One photograph is decoded while the one before is laid: more at once would only keep the first one waiting. Its header is read before, for that takes a turn of the event loop. */
const decoders = new Slots(1)

/** A photograph with its item cut out, by the empty stage where one is given and fits; where that cannot be told, all of it is item. Never rejects. */
export async function viewOf({ stage, cut, ...shown }: Shown): Promise<PhotoView | NoItem> {
  const decoded = 'decoded' in shown ? shown.decoded : await decodedHere(shown.photo)
  if (!decoded) return 'unreadable'
  const { raster, scale, within } = decoded
  const byColour = stage ? undefined : decoded.cut
  const found = cut ? cutBefore(cut) : (byColour ?? (await cutFrom(raster, stage)))
  if (found.kind === 'empty') return 'empty'
  if (found.kind === 'two') return 'two_items'
  if (found.kind === 'untold') return { raster, scale }
  const view = { raster, scale, ...(within ? { within } : {}) }
  const byStage = found.by === 'stage' ? { cut: found.mask } : {}
  return { ...view, mask: enlarged(found.mask, view), ...byStage }
}

async function cutFrom(raster: Raster, stage: Stage | undefined): Promise<CutOut> {
  return stage && sameShape(raster, stage) ? cutOut(await asStage(raster, stage), stage) : cutOut(raster)
}

/** Sides may be a pixel off, for they were rounded on different ways. */
function sameShape(view: Raster, stage: Stage): boolean {
  return Math.abs((view.width * stage.height) / (view.height * stage.width) - 1) < 0.02
}

/** The view twice as large as the stage, as the stage itself was before: what it looks like then must differ by the item alone. */
async function asStage({ width, height, pixels }: Raster, stage: Stage): Promise<Raster> {
  const to = { width: stage.width * 2, height: stage.height * 2 }
  const small = sharp(pixels, { raw: { width, height, channels: 3 } })
    .resize(to.width, to.height, { fit: 'fill', kernel: 'cubic' })
    .raw({ depth: 'uchar' })
  return { ...to, pixels: await small.toBuffer() }
}

function cutBefore(packed: Uint8Array): CutOut {
  const mask = unpackedCut(packed)
  return { kind: 'item', by: 'stage', mask, box: boxOf(mask) }
}

async function decodedHere(photo: Uint8Array): Promise<Decoded | undefined> {
  try {
    const { width, height } = await sharp(photo, { failOn: 'error' }).metadata()
    return await decoders.take(() => decodedFrom(photo, Math.max(width, height)))
  } catch {
    return undefined
  }
}

/** The mask of a whole photograph as that of a view, which may be a part of it. */
function enlarged({ width, height, bits }: Mask, view: ItemView): Uint8Array {
  const { raster } = view
  const whole = withinOf(view)
  const mask = new Uint8Array(raster.width * raster.height)
  const columns = Int32Array.from({ length: raster.width }, (_, x) =>
    Math.floor(((whole.left + x + 0.5) * width) / whole.width),
  )
  for (let y = 0, at = 0; y < raster.height; y++) {
    const row = Math.floor(((whole.top + y + 0.5) * height) / whole.height) * width
    for (let x = 0; x < raster.width; x++, at++) mask[at] = bits[row + columns[x]!] ? 255 : 0
  }
  return mask
}
