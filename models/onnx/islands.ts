/** A box in cells: left and top included, right and bottom not. */
export interface CellBox {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Cells that are one thing, by their box; `score` is the highest probability among them. */
export interface Island extends CellBox {
  readonly score: number
  /** How many they are. */
  readonly cells: number
}

/** Which cells count, and which of them are one thing. */
export interface Joining {
  readonly within: CellBox
  /** Probability from which a cell counts. */
  readonly threshold: number
  /** Probability from which a cell that touches an island belongs to it: the threshold where not told. */
  readonly edge?: number
  /** Cells that may lie between two that count: none where not told. */
  readonly gap?: number
}

/** Damage that one cell is missing of is still one. */
const gap = 1

/** What a manifest says of one type: its threshold, and its edge as a part of that (`edge` of tasks/inspect.ts). */
export interface Damage extends Pick<Joining, 'within' | 'threshold'> {
  readonly edge: number | undefined
}

/** Damage of one type, from the probability that its manifest says on (FI1). */
export function damageIn(
  cells: Float32Array,
  across: number,
  { within, threshold, edge = 1 }: Damage,
): Island[] {
  return islandsOf(cells, across, { within, threshold, edge: threshold * edge, gap })
}

/** Islands of one channel: cells that count, each with its eight neighbours; boxes may overlap, cells never do. */
export function islandsOf(cells: Float32Array, across: number, joining: Joining): Island[] {
  const { within, threshold } = joining
  const sheet = { cells, across, seen: new Uint8Array(cells.length) }
  const islands: Island[] = []
  for (let y = within.top; y < within.bottom; y++)
    for (let x = within.left; x < within.right; x++) {
      const cell = y * across + x
      if (!sheet.seen[cell] && cells[cell]! >= threshold) islands.push(flooded(cell, sheet, joining))
    }
  return islands
}

interface Sheet {
  readonly cells: Float32Array
  readonly across: number
  /** 1 where a cell is of an island already. */
  readonly seen: Uint8Array
}

/** Each cell waits once, so the time is that of the cells, however they lie. */
function flooded(start: number, sheet: Sheet, joining: Joining): Island {
  const { cells, across, seen } = sheet
  const waiting = [start]
  let [left, top, right, bottom, score, count] = [across, cells.length, 0, 0, 0, 0]
  seen[start] = 1
  for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
    const x = cell % across
    const y = (cell - x) / across
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + 1)
    bottom = Math.max(bottom, y + 1)
    score = Math.max(score, cells[cell]!)
    count += 1
    reach(cell, waiting, { sheet, joining })
  }
  return { left, top, right, bottom, score, cells: count }
}

/** Adds what belongs to a cell's island: what touches it and, of cells that count, what lies a gap away. */
function reach(
  cell: number,
  waiting: number[],
  {
    sheet: { cells, across, seen },
    joining: { within, threshold, edge = threshold, gap = 0 },
  }: { readonly sheet: Sheet; readonly joining: Joining },
): void {
  const x = cell % across
  const y = (cell - x) / across
  const far = cells[cell]! >= threshold ? 1 + gap : 1
  for (let v = Math.max(within.top, y - far); v < Math.min(within.bottom, y + far + 1); v++)
    for (let u = Math.max(within.left, x - far); u < Math.min(within.right, x + far + 1); u++) {
      const at = v * across + u
      const touches = Math.abs(u - x) <= 1 && Math.abs(v - y) <= 1
      if (seen[at] || cells[at]! < (touches ? edge : threshold)) continue
      seen[at] = 1
      waiting.push(at)
    }
}

/** Cells of the box. */
export function areaOf(box: CellBox): number {
  return Math.max(0, box.right - box.left) * Math.max(0, box.bottom - box.top)
}

/** What two boxes share, as a part of the smaller one: 0..1. */
export function sharedPart(a: CellBox, b: CellBox): number {
  const shared = areaOf({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  })
  return shared / Math.min(areaOf(a), areaOf(b))
}
