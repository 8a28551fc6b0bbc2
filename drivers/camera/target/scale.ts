import { type Measure, type Plane, straightened } from '../../../main/kernel/measure.ts'
import { type Homography, inverse, type Match } from './homography.ts'
import { bendError, type Fit, fitLens, fitWith } from './lens.ts'
import { sizesOf, slantOf } from './stretch.ts'

/** How large things are in the upright photograph, where the sheet lies. */
export interface Scale extends Measure {
  readonly plane: Plane
  /** `untold`: the sheet showed too little of the lens to tell its bend, and none is taken for it. */
  readonly lens: 'told' | 'untold'
  /** Least and most millimetres of a pixel over the sheet, by place and direction. */
  readonly least: number
  readonly most: number
  /** How far corners lie from where plane and lens would show them: root mean square, in pixels. */
  readonly residual: number
  readonly corners: number
  /** Part of the photograph the sheet's corners span: 0..1. */
  readonly covers: number
}

/** Why a photograph gives no scale; `found` is what was seen, in numbers. */
export interface NoScale {
  readonly why: 'unreadable' | 'none' | 'part' | 'other' | 'small' | 'slant' | 'bent' | 'lens'
  readonly found: string
}

/** Part of the photograph: a smaller sheet says too little of the rest of the picture. */
const leastCover = 0.06
/** Longest over shortest look of one length on the plane: a slant of 60 degrees from two and a half sheets away, or of 66 from afar. */
const mostSlant = 3.5
/**
 * Residual as a part of the sheet's diagonal in the picture: a sheet through a lens without correction reaches it where a length at
 * its edge is 2 to 3 % wrong; a flat sheet, once its lens is told, has a tenth of it.
 */
const mostResidual = 0.0015
/**
 * Standard error of a bend that is used: an error of 0.01 makes a length at the picture's corner 3 % wrong. Taking no lens for one
 * that bends by 0.05 makes it 15 % wrong, so a bend is used as soon as it is told this well.
 */
const mostBendError = 0.01
/** What a corner's place is off at least, in pixels of the picture that is searched: measured on drawn sheets without noise. */
const cornerNoise = 0.1
/**
 * A tenth at the picture's corner. Up to it the one number holds for lenses of four families (equidistant, Brown's one coefficient
 * forwards and backwards, division): lengths outside a sheet that reaches 0.44 of the way to the corner are right to 5 % at 0.8 of
 * it; from 0.15 on the families differ there by more than 10 %, and which one a lens is of cannot be seen inside the sheet.
 */
const mostBend = 0.1

interface Size {
  readonly width: number
  readonly height: number
}

/** Plane and lens from corners, their places from the picture's middle in half diagonals; `searched` is the picture they were found in. */
export function scaleOf(matches: readonly Match[], photo: Size, searched: Size): Scale | NoScale {
  const noise = cornerNoise / halfOf(searched)
  const [bent, straight] = [fitLens(matches), fitWith(matches, 0)]
  if (!bent || !straight) return { why: 'part', found: `${matches.length} corners in one line` }
  const told = bendError(matches, bent, noise) <= mostBendError
  const fit = told ? bent : straight
  const [half, places] = [halfOf(photo), matches.map(({ at }) => at)]
  const plane = { toMm: fromMiddle(inverse(fit.plane), matches, fit.bend), bend: fit.bend }
  const scale = {
    ...photo,
    ...sizesOf(plane, places, half),
    plane,
    lens: told ? ('told' as const) : ('untold' as const),
    residual: Math.sqrt(fit.miss) * half,
    corners: matches.length,
    covers: coverOf(matches, photo),
  }
  return judged(scale, fit, matches)
}

function judged(scale: Scale, { bend, miss }: Fit, matches: readonly Match[]): Scale | NoScale {
  const slant = slantOf(
    scale.plane,
    matches.map(({ at }) => at),
  )
  if (slant > mostSlant) return { why: 'slant', found: `${slant.toFixed(1)} times` }
  if (scale.covers < leastCover)
    return { why: 'small', found: `${(scale.covers * 100).toFixed(1)} % of the picture` }
  const { width, height } = boxOf(matches)
  if (Math.sqrt(miss) > mostResidual * Math.hypot(width, height))
    return { why: 'bent', found: `${scale.residual.toFixed(1)} pixels` }
  if (Math.abs(bend) > mostBend)
    return { why: 'lens', found: `${(Math.abs(bend) * 100).toFixed(0)} % at the picture's corner` }
  return scale
}

/** The same mapping, whose divisor is 1 on average over the sheet (kernel/measure.ts). */
function fromMiddle(toMm: Homography, matches: readonly Match[], bend: number): Homography {
  const depth = meanOf(
    matches.map(({ at }) => {
      const { x, y } = straightened(at, bend)
      return toMm[6]! * x + toMm[7]! * y + toMm[8]!
    }),
  )
  return toMm.map((each) => each / depth)
}

function coverOf(matches: readonly Match[], photo: Size): number {
  const { width, height } = boxOf(matches)
  return (width * height * halfOf(photo) ** 2) / (photo.width * photo.height)
}

function boxOf(matches: readonly Match[]): Size {
  const [xs, ys] = [matches.map(({ at }) => at.x), matches.map(({ at }) => at.y)]
  return { width: Math.max(...xs) - Math.min(...xs), height: Math.max(...ys) - Math.min(...ys) }
}

function halfOf({ width, height }: Size): number {
  return Math.hypot(width, height) / 2
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
