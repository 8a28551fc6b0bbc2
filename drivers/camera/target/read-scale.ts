import { cornersIn } from './corners.ts'
import { greyOf } from './grey.ts'
import { boardIn, type Placed } from './grid.ts'
import { type Homography, type Match, planeThrough, projected, stretchAt } from './homography.ts'
import { innerCorners, sheet } from './layout.ts'

/** How many millimetres a pixel of the upright photograph is, where the sheet lies. */
export interface Scale {
  readonly mmPerPixel: number
  /** Least and most of it over the sheet, by place and direction: how much it is seen at a slant. */
  readonly least: number
  readonly most: number
  /** How far corners lie from where a lens without distortion would show them: root mean square, in pixels. */
  readonly residual: number
  readonly corners: number
  /** Part of the photograph the sheet's corners span: 0..1. */
  readonly covers: number
  /** Pixels of the upright photograph it was found in, and holds for. */
  readonly width: number
  readonly height: number
}

/** Why a photograph gives no scale; `found` is what was seen, in numbers. */
export interface NoScale {
  readonly why: 'unreadable' | 'none' | 'part' | 'other' | 'small' | 'slant' | 'bent'
  readonly found: string
}

/** Longer side at which the sheet is looked for. */
const searchSide = 1600
/** Corners of the 70 that must be found, and rows and columns of them. */
const leastCorners = 35
const leastLines = 5
/** Part of the photograph: a smaller sheet says too little of the rest of the picture. */
const leastCover = 0.06
/** `most` over `least`: 2 is a slant of 60 degrees; beyond, a length depends more on its direction than on its size. */
const mostSlant = 2
/**
 * Residual as a part of the sheet's diagonal in the picture: drawn barrel lenses reach it where a length at the sheet's
 * edge is 2 to 3 % wrong; a flat sheet before a good lens has a tenth of it.
 */
const mostResidual = 0.0015

/** Looks for the calibration sheet in a photograph; `rulerMm` is what its 100 mm ruler measures on paper. */
export async function readScale(photo: Uint8Array, rulerMm: number): Promise<Scale | NoScale> {
  const read = await greyOf(photo, searchSide).catch(() => undefined)
  if (!read) return { why: 'unreadable', found: `${photo.length} bytes` }
  const board = boardIn(cornersIn(read.grey))
  const wrong = wrongBoard(board)
  if (wrong) return wrong
  const zoom = read.photo.width / read.grey.width
  const squareMm = (sheet.squareMm * rulerMm) / sheet.rulerMm
  const matches = board.map(({ column, row, corner }) => ({
    mm: { x: column * squareMm, y: row * squareMm },
    px: { x: (corner.x + 0.5) * zoom, y: (corner.y + 0.5) * zoom },
  }))
  const plane = planeThrough(matches)
  if (!plane) return { why: 'part', found: `${board.length} corners in one line` }
  return judged(scaleOf(plane, matches, read.photo), diagonalOf(matches))
}

function wrongBoard(board: readonly Placed[]): NoScale | undefined {
  const found = `${board.length} corners`
  if (board.length < 9) return { why: 'none', found }
  const [across, down] = [linesOf(board, 'column'), linesOf(board, 'row')]
  const [few, many] = [Math.min(across, down), Math.max(across, down)]
  const size = `${few} by ${many} corners`
  if (few > innerCorners.across || many > innerCorners.down) return { why: 'other', found: size }
  return few < leastLines || board.length < leastCorners ? { why: 'part', found: size } : undefined
}

function linesOf(board: readonly Placed[], of: 'column' | 'row'): number {
  const all = board.map((each) => each[of])
  return Math.max(...all) - Math.min(...all) + 1
}

function scaleOf(
  plane: Homography,
  matches: readonly Match[],
  photo: { width: number; height: number },
): Scale {
  const stretches = matches.map(({ mm }) => stretchAt(plane, mm))
  const misses = matches.map(({ mm, px }) => {
    const at = projected(plane, mm)
    return (at.x - px.x) ** 2 + (at.y - px.y) ** 2
  })
  return {
    mmPerPixel: meanOf(stretches.map(({ most, least }) => 1 / Math.sqrt(most * least))),
    least: 1 / Math.max(...stretches.map(({ most }) => most)),
    most: 1 / Math.min(...stretches.map(({ least }) => least)),
    residual: Math.sqrt(meanOf(misses)),
    corners: matches.length,
    covers: boxOf(matches).area / (photo.width * photo.height),
    ...photo,
  }
}

function judged(scale: Scale, diagonal: number): Scale | NoScale {
  const { least, most, residual, covers } = scale
  if (most / least > mostSlant) return { why: 'slant', found: `${(most / least).toFixed(1)} times` }
  if (covers < leastCover) return { why: 'small', found: `${(covers * 100).toFixed(1)} % of the picture` }
  if (residual > mostResidual * diagonal) return { why: 'bent', found: `${residual.toFixed(1)} pixels` }
  return scale
}

function boxOf(matches: readonly Match[]): {
  readonly width: number
  readonly height: number
  readonly area: number
} {
  const [xs, ys] = [matches.map(({ px }) => px.x), matches.map(({ px }) => px.y)]
  const [width, height] = [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)]
  return { width, height, area: width * height }
}

function diagonalOf(matches: readonly Match[]): number {
  const { width, height } = boxOf(matches)
  return Math.hypot(width, height)
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
