/** The calibration sheet, in millimetres: a board of squares, and under it a ruler that tells how the printer scaled. */
export const sheet = {
  squareMm: 20,
  /** Squares across and down; one less of each are inner corners. Odd by even, so that no turn maps it onto itself. */
  columns: 8,
  rows: 11,
  /** From the upper edge of the paper. */
  topMm: 22,
  rulerMm: 100,
  rulerTopMm: 252,
} as const

/** Inner corners of the board, where four squares meet. */
export const innerCorners = { across: sheet.columns - 1, down: sheet.rows - 1 } as const

/** Papers the sheet fits on, in millimetres (ISO 216, ANSI). */
export const papers = { a4: { width: 210, height: 297 }, letter: { width: 215.9, height: 279.4 } } as const
export type Paper = keyof typeof papers

export interface Square {
  readonly x: number
  readonly y: number
}

/** Upper left corners of the dark squares, in millimetres from the board's own corner. */
export function darkSquares(): Square[] {
  const { columns, rows, squareMm } = sheet
  const all = Array.from({ length: columns * rows }, (_, at) => ({
    column: at % columns,
    row: Math.floor(at / columns),
  }))
  return all
    .filter(({ column, row }) => (column + row) % 2 === 0)
    .map(({ column, row }) => ({ x: column * squareMm, y: row * squareMm }))
}
