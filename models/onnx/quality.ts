import type { FrameQuality, QualityVerdict } from '../../main/kernel/frame.ts'
import { hasGlare } from './glare.ts'
import { type Box, type Picture, seenPart } from './picture.ts'

/**
 * Frames are measured at the size the network sees, so that sharpness means the same on every camera. The limits below
 * were set on 1,334 photographs of products at this size: 1,332 are good, and 99 % of the same photographs blurred by
 * 1 % of their width are not. Frames drawn in test/unit/models/quality.test.ts keep them there.
 */
export const measuredIn: Box = {
  width: 320,
  height: 320,
  kernel: 'cubic',
  pad: [128, 128, 128],
  fit: 'contain',
  ofDecoded: true,
}
/** Mean luma: whole photographs had 62 to 246. */
const darkBelow = 30
const brightAbove = 247
/** Variance of the Laplacian: sharp photographs had over 20 in 99 of 100, those blurred by 1 % of the width under 17. */
const blurredBelow = 14
/** A step of luma over two pixels that counts as an edge: over what sensor noise and a textured mat leave at this size. */
const edgeStep = 24
/** Part of pixels on an edge: the outline of an item a third as wide as the frame is 0.02; a bare mat has under 0.001. */
const emptyBelowEdges = 0.004
/** Standard deviation of luma: a bare mat lit from one side stays under it, an item that is not the mat's colour does not. */
const emptyBelowSpread = 20

interface Measured {
  readonly sharpness: number
  readonly exposure: number
  readonly spread: number
  readonly edges: number
}

/** Pictures that were measured and found neither dark nor bright nor empty: nobody measures them again to judge them. */
const found = new WeakSet<Picture>()

/** Tells the quality of a picture decoded into `measuredIn`, without a model. */
export function qualityOf(picture: Picture): FrameQuality {
  const { width, height, place, pixels } = picture
  const luma = lumaOf(pixels)
  const measured = { ...spreadOf(luma), ...detailOf(luma, place.width) }
  const { sharpness, exposure } = measured
  const verdict = verdictOf(measured)
  if (verdict === 'good') found.add(picture)
  const lit = verdict === 'good' && hasGlare({ luma, darkest: darkestOf(pixels), width: place.width })
  return { verdict: lit ? 'glare' : verdict, width, height, sharpness, exposure }
}

/** Why nothing can be judged in a picture of any size: too dark, too bright, or nothing on the stage. */
export function unfitIn(
  picture: Picture,
  box: Pick<Box, 'width' | 'height'>,
): 'dark' | 'bright' | 'empty' | undefined {
  if (found.has(picture)) return undefined
  const luma = lumaOf(picture.pixels)
  const spread = spreadOf(luma)
  // no need to look for edges where the light alone tells that there is something
  const fine = { edges: 1, sharpness: blurredBelow }
  const detail = spread.spread < emptyBelowSpread ? detailOf(luma, seenPart(picture.place, box).width) : fine
  const verdict = verdictOf({ ...spread, ...detail })
  return verdict === 'dark' || verdict === 'bright' || verdict === 'empty' ? verdict : undefined
}

/** Luma 0..255 of interleaved red, green, blue (ITU-R BT.601, in 256ths). */
function lumaOf(pixels: Uint8Array): Uint8Array {
  const luma = new Uint8Array(pixels.length / 3)
  for (let i = 0, at = 0; i < luma.length; i++, at += 3)
    luma[i] = (77 * pixels[at]! + 150 * pixels[at + 1]! + 29 * pixels[at + 2]!) >> 8
  return luma
}

/** The darkest of the three channels of each pixel: only what is white is bright in all. */
function darkestOf(pixels: Uint8Array): Uint8Array {
  const darkest = new Uint8Array(pixels.length / 3)
  for (let i = 0, at = 0; i < darkest.length; i++, at += 3)
    darkest[i] = Math.min(pixels[at]!, pixels[at + 1]!, pixels[at + 2]!)
  return darkest
}

/** Light first: what is too dark or too bright cannot be judged for the rest. */
function verdictOf({ sharpness, exposure, spread, edges }: Measured): QualityVerdict {
  if (exposure < darkBelow) return 'dark'
  if (exposure > brightAbove) return 'bright'
  if (edges < emptyBelowEdges && spread < emptyBelowSpread) return 'empty'
  return sharpness < blurredBelow ? 'blurred' : 'good'
}

function spreadOf(luma: Uint8Array): Pick<Measured, 'exposure' | 'spread'> {
  let [sum, squares] = [0, 0]
  for (let i = 0; i < luma.length; i++) {
    const value = luma[i]!
    sum += value
    squares += value * value
  }
  const exposure = sum / luma.length
  return { exposure, spread: Math.sqrt(Math.max(0, squares / luma.length - exposure ** 2)) }
}

/** Variance of the 4-neighbour Laplacian, and the part of pixels on an edge; the outermost pixels are left out. */
function detailOf(luma: Uint8Array, across: number): Pick<Measured, 'sharpness' | 'edges'> {
  const down = luma.length / across
  let [sum, squares, edges, count] = [0, 0, 0, 0]
  for (let y = 1; y < down - 1; y++)
    for (let i = y * across + 1; i < (y + 1) * across - 1; i++) {
      const left = luma[i - 1]!
      const right = luma[i + 1]!
      const up = luma[i - across]!
      const below = luma[i + across]!
      const bend = left + right + up + below - 4 * luma[i]!
      sum += bend
      squares += bend * bend
      if (Math.abs(right - left) + Math.abs(below - up) > edgeStep) edges++
      count++
    }
  if (count === 0) return { sharpness: 0, edges: 0 }
  return { sharpness: squares / count - (sum / count) ** 2, edges: edges / count }
}
