import { Fault } from '../../main/kernel/fault.ts'
import type { FrameQuality, QualityVerdict } from '../../main/kernel/frame.ts'

/**
 * Most pixels a photograph may have: the 50 megapixels operators are told, with room for cameras that call 8192 x 6144
 * "50 megapixels". Above it a decode would hold up the lane.
 */
export const maxPixels = 64_000_000

/** Fewest pixels of a side: under it a photograph shows nothing that could be judged, and networks take at least as much. */
export const minSide = 32

/** A photograph's size in pixels after EXIF rotation. */
export interface Upright {
  readonly width: number
  readonly height: number
}

/** Why a photograph is not taken: `too_large` and `too_small` still tell its size. */
export type Unusable =
  | { readonly kind: 'unreadable' }
  | ({ readonly kind: 'too_large' | 'too_small' } & Upright)

/** The quality of a photograph that is not taken; the size is 0 where not even the header could be read. */
export function qualityOfUnusable(why: Unusable): FrameQuality {
  const { width, height } = why.kind === 'unreadable' ? { width: 0, height: 0 } : why
  return { verdict: 'unreadable', width, height, sharpness: 0, exposure: 0 }
}

/** One sentence an operator can act on: which photograph, what is wrong with it, what is allowed. */
export function unusableSentence(name: string, why: Unusable): string {
  if (why.kind === 'unreadable')
    return `The photograph "${name}" is damaged, cut off, or neither JPEG nor PNG; take it again.`
  if (why.kind === 'too_small')
    return `The photograph "${name}" is ${why.width} x ${why.height} pixels; each side needs at least ${minSide}. Set the camera to its usual size.`
  const megapixels = Math.round((why.width * why.height) / 1e6)
  const size = `${why.width} x ${why.height} pixels (${megapixels} megapixels)`
  return `The photograph "${name}" is ${size}; set the camera to at most 50 megapixels.`
}

const unfitWords: Readonly<
  Record<Exclude<QualityVerdict, 'good' | 'blurred' | 'glare' | 'unreadable'>, string>
> = {
  dark: 'too dark to see anything; check the light and take it again',
  bright: 'too bright to see anything; check the light and take it again',
  empty: 'of an empty stage; put the item in view and take it again',
}

/** One sentence on a photograph in which nothing can be judged. */
export function unfitSentence(name: string, verdict: keyof typeof unfitWords): string {
  return `The photograph "${name}" is ${unfitWords[verdict]}.`
}

/** The fault of a photograph that measure() called unreadable, PHOTO_TOO_LARGE or PHOTO_UNREADABLE; undefined for any other. */
export function photoFault(name: string, { verdict, width, height }: FrameQuality): Fault | undefined {
  if (verdict !== 'unreadable') return undefined
  if (width * height > maxPixels)
    return new Fault('PHOTO_TOO_LARGE', unusableSentence(name, { kind: 'too_large', width, height }))
  if (width > 0 && Math.min(width, height) < minSide)
    return new Fault('PHOTO_UNREADABLE', unusableSentence(name, { kind: 'too_small', width, height }))
  return new Fault('PHOTO_UNREADABLE', unusableSentence(name, { kind: 'unreadable' }))
}
