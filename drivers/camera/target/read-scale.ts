import { spreadOf } from '../../../main/kernel/measure.ts'
import { cornersIn } from './corners.ts'
import { greyOf } from './grey.ts'
import { boardIn, type Placed } from './grid.ts'
import { innerCorners, sheet } from './layout.ts'
import { type NoScale, type Scale, scaleOf } from './scale.ts'

/** Longer side at which the sheet is looked for. */
const searchSide = 1600
/** Corners of the 70 that must be found, and rows and columns of them. */
const leastCorners = 35
const leastLines = 5

/** Looks for the calibration sheet in a photograph; `rulerMm` is what its 100 mm ruler measures on paper. */
export async function readScale(photo: Uint8Array, rulerMm: number): Promise<Scale | NoScale> {
  const read = await greyOf(photo, searchSide).catch(() => undefined)
  if (!read) return { why: 'unreadable', found: `${photo.length} bytes` }
  const board = boardIn(cornersIn(read.grey))
  const wrong = wrongBoard(board)
  if (wrong) return wrong
  const squareMm = (sheet.squareMm * rulerMm) / sheet.rulerMm
  const { width, height } = read.grey
  const matches = board.map(({ column, row, corner }) => ({
    mm: { x: column * squareMm, y: row * squareMm },
    at: spreadOf({ x: (corner.x + 0.5) / width, y: (corner.y + 0.5) / height }, read.photo),
  }))
  return scaleOf(matches, read.photo, read.grey)
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
