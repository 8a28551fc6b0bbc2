import sharp from 'sharp'
import type { Region } from '../../main/kernel/finding.ts'
import type { Frame } from '../../main/kernel/frame.ts'
import { cropOf, spanned, type Window } from '../picture/crop.ts'
import { cutOut } from '../picture/cut-out.ts'
import { type Mask, shareOf } from '../picture/mask.ts'
import type { Raster } from '../picture/raster.ts'
import { tilesOf } from '../picture/tiles.ts'
import type { CutOut } from '../port.ts'
import type { Input } from './manifest-input.ts'
import { type Box, type Picture, placeOf } from './picture.ts'

/** One picture for the network and the part of the upright photograph it shows, in fractions. */
export interface Glance {
  readonly picture: Picture
  readonly part: Region
  /** Where the item is in it; absent where it was not told from the bench. */
  readonly item?: Mask
}

/** What of a view the network is shown, the whole item first, then its tiles; or that there is not one item. */
export type Glances =
  | { readonly kind: 'glances'; readonly list: readonly Glance[]; readonly item?: number }
  | { readonly kind: 'empty' | 'two' }

/** What decides how closely a view is looked at. */
export interface Closeness {
  /** What a view is decoded into, to be cut out of. */
  readonly view: Box
  /** What the network is shown. */
  readonly input: Input
  /** Most tiles a view; 0 looks at the whole alone. */
  readonly tiles: number
}

/** Longest side a photograph is decoded at to be looked at closely, in pixels: 50 MB at most. */
const closeSide = 4_096
/** The part that is everything. */
export const wholePart: Region = { x: 0, y: 0, width: 1, height: 1 }

/** What to look at in a view, remembered for its picture: the run ahead and the judgement see the same. */
export class Glancing {
  /** What a view is decoded into, to be given to `of`. */
  readonly view: Box
  readonly #closeness: Closeness
  readonly #known = new WeakMap<Picture, Promise<Glances>>()
  readonly #cuts = new WeakMap<Picture, CutOut>()
  /** As it was told with the larger picture a view was made of. */
  readonly #told = new WeakMap<Picture, CutOut>()
  readonly #wholes = new WeakMap<Picture, Promise<Glance>>()

  constructor(closeness: Closeness) {
    this.view = closeness.view
    this.#closeness = closeness
  }

  /** `whole` is the view decoded into the box of views. Never rejects: what cannot be cut is looked at whole. */
  of(frame: Pick<Frame, 'bytes' | 'stage'>, whole: Picture): Promise<Glances> {
    const known = this.#known.get(whole)
    if (known) return known
    const seen = { whole, first: this.first(frame, whole), closeness: this.#closeness }
    const made = this.#made(frame, seen).catch(() => wholeOnly(seen))
    this.#known.set(whole, made)
    return made
  }

  /** Tells where the item is by colour in the larger picture that a view was made of, once for all who ask where it is in either. Never throws. */
  told(whole: Picture, larger: Raster): CutOut {
    const cut = tried(larger)
    this.#told.set(whole, cut)
    return cut
  }

  /** What `of` would say of a view that the network is not shown: whether there is one item in it, and nothing to look at. Never throws. */
  unshown(frame: Pick<Frame, 'stage'>, whole: Picture): Glances {
    const cut = this.#told.get(whole) ?? this.#cut(frame, whole)
    if (cut.kind === 'empty' || cut.kind === 'two') return { kind: cut.kind }
    return { kind: 'glances', list: [], ...(cut.kind === 'item' ? { item: shareOf(cut.mask) } : {}) }
  }

  /** The view as a whole, where it is looked at whatever is cut out of it: without a photograph of the empty stage. */
  first({ stage }: Pick<Frame, 'stage'>, whole: Picture): Promise<Glance> | undefined {
    if (stage) return undefined
    const known = this.#wholes.get(whole) ?? wholeGlance(whole, this.#closeness)
    this.#wholes.set(whole, known)
    return known
  }

  async #made(frame: Pick<Frame, 'bytes' | 'stage'>, seen: Seen): Promise<Glances> {
    // the network can begin with it while the item is cut out
    await seen.first
    const cut = this.#cut(frame, seen.whole)
    if (cut.kind === 'empty' || cut.kind === 'two') return { kind: cut.kind }
    return cut.kind === 'untold' ? wholeOnly(seen) : closer(frame.bytes, seen, cut)
  }

  #cut({ stage }: Pick<Frame, 'stage'>, whole: Picture): CutOut {
    const known = this.#cuts.get(whole)
    if (known) return known
    // a picture that was cut or stretched to its input is not the view any more
    const { place, pixels } = whole
    const cut = this.#closeness.input.fit === 'contain' ? tried({ ...place, pixels }, stage) : untold
    this.#cuts.set(whole, cut)
    return cut
  }
}

const untold: CutOut = { kind: 'untold' }

function tried(view: Raster, stage?: Raster): CutOut {
  try {
    return cutOut(view, stage)
  } catch {
    return untold
  }
}

/** A decoded view to be looked at; `first` where the whole of it will be, in the making. */
interface Seen {
  readonly whole: Picture
  readonly first: Promise<Glance> | undefined
  readonly closeness: Closeness
}

async function wholeOnly({ whole, first, closeness }: Seen): Promise<Glances> {
  return { kind: 'glances', list: [await (first ?? wholeGlance(whole, closeness))] }
}

/** The view as it was decoded, fitted into the input where that is another box. */
async function wholeGlance(whole: Picture, { view, input }: Closeness): Promise<Glance> {
  if (view === input) return { picture: whole, part: wholePart }
  const place = placeOf(whole, input)
  const raw = { width: whole.place.width, height: whole.place.height, channels: 3 as const }
  const pixels = await sharp(whole.pixels, { raw })
    .resize(place.width, place.height, { fit: 'fill', kernel: input.kernel })
    .raw({ depth: 'uchar' })
    .toBuffer()
  return { picture: { ...whole, place, pixels }, part: wholePart }
}

/** The part of a mask that lies over a part of its photograph, at its own size. */
function maskIn(part: Region, { width, height, bits }: Mask): Mask {
  const [left, top] = [Math.floor(part.x * width), Math.floor(part.y * height)]
  const right = Math.min(width, Math.max(left + 1, Math.ceil((part.x + part.width) * width)))
  const bottom = Math.min(height, Math.max(top + 1, Math.ceil((part.y + part.height) * height)))
  const across = right - left
  const within = new Uint8Array(across * (bottom - top))
  for (let y = top; y < bottom; y++)
    within.set(bits.subarray(y * width + left, y * width + right), (y - top) * across)
  return { width: across, height: bottom - top, bits: within }
}

/**
 * A cut by the empty stage is trusted: its crop takes the whole view's place. One by colour may have lost a part of the
 * item that has the bench's colour, so the whole view stays and only tiles come besides.
 */
async function closer(
  bytes: Uint8Array,
  { whole, first: all, closeness }: Seen,
  cut: CutOut & { readonly kind: 'item' },
): Promise<Glances> {
  const { input, tiles } = closeness
  const photo = fitted(whole)
  const mask = spanned(cut.mask)
  const tiling = tilesOf(mask, { photo, input, most: Math.max(1, tiles) })
  const crops = cut.by === 'stage' ? [cropOf(cut.box, photo)] : []
  const windows = [...crops, ...(tiles > 0 ? tiling.windows : [])]
  const made = windows.length > 0 ? await glancesAt(bytes, windows, { photo, input }) : []
  const [first, ...rest] = cut.by === 'stage' ? made : [await (all ?? wholeGlance(whole, closeness)), ...made]
  const list = first ? [{ ...first, item: maskIn(first.part, mask) }, ...rest] : []
  return { kind: 'glances', list, item: shareOf(cut.mask) }
}

async function glancesAt(bytes: Uint8Array, windows: readonly Window[], size: Sizes): Promise<Glance[]> {
  const glance = await opened(bytes, size)
  return Promise.all(windows.map(glance))
}

interface Size {
  readonly width: number
  readonly height: number
}

interface Sizes {
  readonly photo: Size
  readonly input: Input
}

function fitted({ width, height }: Size): Size {
  const ratio = Math.min(1, closeSide / Math.max(width, height))
  return { width: Math.round(width * ratio), height: Math.round(height * ratio) }
}

/** Decodes the photograph once, and gives what cuts windows out of it and fits them into the input. */
async function opened(
  bytes: Uint8Array,
  { photo, input }: Sizes,
): Promise<(window: Window) => Promise<Glance>> {
  const [r, g, b] = input.pad
  const pixels = await sharp(bytes, { failOn: 'error', limitInputPixels: false })
    .autoOrient()
    .resize(photo.width, photo.height, { fit: 'fill', kernel: input.kernel })
    .flatten({ background: { r, g, b } })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer()
  const raw = { ...photo, channels: 3 as const }
  return async (window) => {
    const place = placeOf(window, input)
    const small = await sharp(pixels, { raw })
      .extract(window)
      .resize(place.width, place.height, { fit: 'fill', kernel: input.kernel })
      .raw({ depth: 'uchar' })
      .toBuffer()
    const picture = { width: window.width, height: window.height, place, pixels: small }
    return { picture, part: partOf(window, photo) }
  }
}

function partOf({ left, top, width, height }: Window, photo: Size): Region {
  return {
    x: left / photo.width,
    y: top / photo.height,
    width: width / photo.width,
    height: height / photo.height,
  }
}
