import type { Region } from '../../main/kernel/finding.ts'
import type { CutOut } from '../port.ts'
import { type Unlike, unlikeBorder } from './by-colour.ts'
import { unlikeStage } from './by-stage.ts'
import { boxOf, filled, type Mask, type Piece, piecesOf, shareOf, smoothed } from './mask.ts'
import { type Raster, shrunk } from './raster.ts'

/** Pixels on the longer side at which an item is cut out. */
export const workingSide = 160
/** Part of the photograph an item covers at least; a screw on a mat is 0.0005 and is not an item of this dock. */
const leastItem = 0.0015
/** Pieces smaller than this part of the largest are specks of dirt or glints. */
const speck = 0.02
/** A second piece of at least this part of the largest is another item. */
const comparable = 0.4
/** Pieces of one item are not this far apart, as a part of the longer side. */
const apart = 0.04
/** Items fill this part of their box; a colour cut in shreds is one item told badly, not two. */
const compact = 0.5

/**
 * Tells the item from the bench: by what changed since the empty stage was photographed where there is such a
 * photograph and it fits, else by what is unlike the border's colours. Only the stage can tell that nothing is there.
 */
export function cutOut(view: Raster, stage?: Raster): CutOut {
  const small = shrunk(view, workingSide)
  const changed = stage && unlikeStage(small, shrunk(stage, workingSide))
  return changed ? byStage(changed) : byColour(small)
}

function byStage(changed: Mask): CutOut {
  // filled first: the outline of a grey item is as thin as what smoothing takes away
  const whole = smoothed(filled(changed))
  const found = itemIn(whole)
  if (!found || shareOf(found.mask) < leastItem) return { kind: 'empty' }
  if (found.boxes) return { kind: 'two', boxes: found.boxes }
  return { kind: 'item', by: 'stage', mask: found.mask, box: boxOf(found.mask) }
}

function byColour(view: Raster): CutOut {
  const unlike = unlikeBorder(view)
  const whole = filled(smoothed(unlike.mask))
  const found = itemIn(whole)
  if (!found || !plausible(found.mask, unlike)) return { kind: 'untold' }
  if (found.boxes) return { kind: 'two', boxes: found.boxes }
  return { kind: 'item', by: 'colour', mask: found.mask, box: boxOf(found.mask) }
}

/** The pieces that are the item, as one mask; with the boxes of two pieces that are rather two items. */
function itemIn(mask: Mask): { readonly mask: Mask; readonly boxes?: readonly [Region, Region] } | undefined {
  const { pieces, labels } = piecesOf(mask)
  const [first, second] = pieces
  if (!first) return undefined
  const kept = new Uint8Array(pieces.length + 1)
  for (const { label, area } of pieces) kept[label] = area >= speck * first.area ? 1 : 0
  const item = { ...mask, bits: Uint8Array.from(labels) }
  for (let at = 0; at < labels.length; at++) item.bits[at] = kept[labels[at]!]!
  const two = second && second.area >= comparable * first.area && gap(first, second) >= apart * workingSide
  if (!two || fullness(first) < compact || fullness(second) < compact) return { mask: item }
  return { mask: item, boxes: [regionOf(first, mask), regionOf(second, mask)] }
}

/** Part of its box that a piece fills: 0..1. */
function fullness({ area, left, top, right, bottom }: Piece): number {
  return area / ((right - left) * (bottom - top))
}

/** Pixels between two boxes; 0 where they touch or overlap. */
function gap(a: Piece, b: Piece): number {
  const across = Math.max(0, a.left - b.right, b.left - a.right)
  const down = Math.max(0, a.top - b.bottom, b.top - a.bottom)
  return Math.max(across, down)
}

function regionOf({ left, top, right, bottom }: Piece, { width, height }: Mask): Region {
  return { x: left / width, y: top / height, width: (right - left) / width, height: (bottom - top) / height }
}

/** Whether a cut by colour looks like whole items: sensible area, mostly off the border, clearly unlike the rest. */
function plausible(mask: Mask, { far }: Unlike): boolean {
  const area = shareOf(mask)
  if (area < 0.08 || area > 0.72 || onBorder(mask) > 0.06) return false
  let [inside, outside] = [0, 0]
  for (let i = 0; i < far.length; i++) {
    if (mask.bits[i]) inside += far[i]!
    else outside += far[i]!
  }
  const count = area * far.length
  return inside / count > (2.5 * outside) / (far.length - count) + 6
}

/** Part of the outermost pixels that the mask covers. */
function onBorder({ width, height, bits }: Mask): number {
  let count = 0
  for (let x = 0; x < width; x++) count += bits[x]! + bits[(height - 1) * width + x]!
  for (let y = 0; y < height; y++) count += bits[y * width]! + bits[y * width + width - 1]!
  return count / (2 * (width + height))
}
