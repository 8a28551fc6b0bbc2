import { type Cells, cellStride, classicCells, cropSize } from './cells.ts'
import { least, nearestAnywhere, nearestByPlace, top } from './compare.ts'
import { networkCrop } from './network-crop.ts'
import { hollowness } from './outline.ts'
import { type Painted, painted } from './painted.ts'
import { emptyPlanes, planesOf } from './planes.ts'
import { type Pose, type Pyramid, poseOfItem, pyramidOf } from './pose.ts'
import { type ItemView, withinOf } from './raster.ts'
import { type Anchor, anchorOf, register } from './register.ts'

/** Names the arithmetic below; whatever was kept under another name is made anew from its photograph. */
export const bankName = 'classic-3'

/** A whole unit as the memory keeps it: where its crop lies in its photograph, and the cells of the crop, by bank. */
export interface Reference {
  readonly pose: Pose
  readonly registered: boolean
  readonly banks: readonly Cells[]
  /** Share of the item's convex outline that is no item; undefined where the item was not told from the bench. */
  readonly hollow: number | undefined
}

/** A view laid over the first unit where that holds. */
export interface Laid extends Reference {
  /** Share of its crop that is item, 0..1. */
  readonly item: number
  /** How well it lies over the first unit, 0..1. */
  readonly quality: number
  /** Whether its places are worth comparing, if only for a hint. */
  readonly worth: boolean
}

/** A view made ready to be compared. */
export interface Prepared extends Laid {
  /** Its crop for a network: 8-bit sRGB, row by row, grey 128 where there is no item. */
  readonly rgb: Uint8Array
}

/** The first unit, which all others are laid over, and the longer side of its photograph in pixels. */
export interface Start {
  readonly anchor: Anchor
  readonly longest: number
}

/** Bench around an item, as a share of its longer side, so that something sticking out is seen too. */
const margin = 0.12
/**
 * One cell beside takes up what registration leaves over, two already hide a missing finger. And a like that lies beside is no
 * whole like: without a cost the edge of a hand hides that the fingers are gone. By bank, the classic cells first. Found on a toy
 * in fixed pose, where every cost from 0.2 to 8 was better than none; made damage on clothing and cartons said so too.
 */
const leeways = [
  { radius: 1, cost: 4 },
  { radius: 1, cost: 0.2 },
] as const
/** Cells whose mean is an item's score: by place a small part gone, in free pose a whole region unlike anything known. */
const topByPlace = 12
const topAnywhere = 12

/** Makes a unit the one that others are laid over. */
export function startOf(view: ItemView): Start {
  const pyramid = pyramidIn(painted(view))
  const anchor = anchorOf(pyramid, poseOfItem(pyramid, margin))
  return { anchor, longest: longestOf(view) }
}

/** The last pyramid and the last crop, each written over by the next one: megabytes a view that nobody keeps would keep the collector busy. */
let last: Pyramid | undefined
const crop = emptyPlanes(cropSize, cropSize)

/** Good until the next call: whoever keeps something of it keeps a crop. */
function pyramidIn(photo: Painted): Pyramid {
  last = pyramidOf(photo, last)
  return last
}

function longestOf(view: ItemView): number {
  const { width, height } = withinOf(view)
  return Math.max(width, height)
}

/** Lays a view over the start and describes its cells; what a network says of `rgb` can be added (stored.ts: withPatches). */
export function prepare(view: ItemView, start: Start): Prepared {
  const photo = painted(view)
  const pyramid = pyramidIn(photo)
  const own = poseOfItem(pyramid, margin)
  const scale = longestOf(view) / start.longest
  const { pose: laid, quality, kind, worth } = register(start.anchor, pyramid, { start: own, scale })
  const registered = kind === 'registered'
  const pose = worth ? laid : own
  const { rgb, item: shares } = networkCrop(photo, pose, cropSize)
  planesOf({ rgb, item: shares }, crop)
  const hollow = view.mask ? hollowness(crop) : undefined
  const item = meanOf(shares)
  return { pose, registered, worth, quality, item, rgb, banks: [classicCells(crop)], hollow }
}

/** Not by reduce(), which makes an object of every sum. */
function meanOf(values: Float32Array): number {
  let sum = 0
  for (let at = 0; at < values.length; at++) sum += values[at]!
  return sum / values.length
}

/** How far a view and one reference are apart, cell by cell: what is there is looked for in the reference, and the other way round. */
export interface Apart {
  readonly there: Float32Array
  /** Only by place. */
  readonly missing?: Float32Array
}

/** Which bank is compared, and whether place by place. */
interface Comparing {
  readonly local: boolean
  readonly bank: number
}

/** How far each cell of one bank is from each reference. */
export function apartOf(
  view: Reference,
  references: readonly Reference[],
  comparing: Comparing,
): readonly Apart[] {
  return references.map((reference) => apartFromAll(view, [reference], comparing))
}

/** The map of one bank over all references: mapOf(apartOf()) and quicker, for nothing further than any of them is measured out. */
export function mapOver(
  view: Reference,
  references: readonly Reference[],
  comparing: Comparing,
): Float32Array {
  return mapOf(references.length > 0 ? [apartFromAll(view, references, comparing)] : [])
}

function apartFromAll(view: Reference, references: readonly Reference[], { local, bank }: Comparing): Apart {
  const own = view.banks[bank]!
  const others = references.map(({ banks }) => banks[bank]!)
  return local
    ? nearestByPlace(own, others, leeways[bank === 0 ? 0 : 1])
    : { there: nearestAnywhere(own, others) }
}

/**
 * How far each cell is from the references it was held against, `cropSize / cellStride` a side. By place, what is there and
 * should not be and what should be there and is not count alike; anywhere, only what is there can be looked for.
 */
export function mapOf(apart: readonly Apart[]): Float32Array {
  const there = least(apart.map((each) => each.there))
  const gone = apart.flatMap(({ missing }) => (missing ? [missing] : []))
  if (gone.length === 0) return there
  const missing = least(gone)
  for (let cell = 0; cell < there.length; cell++) there[cell] = Math.max(there[cell]!, missing[cell]!)
  return there
}

/** The score of a map: the mean of its strongest cells. */
export function scoreOf(map: Float32Array, local = true): number {
  return top(map, local ? topByPlace : topAnywhere)
}

/** Cells a side of a crop's map. */
export const mapSide = cropSize / cellStride
