/** A box in cells: left and top included, right and bottom not. */
export interface CellBox {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Touching cells over a threshold, by their box; `score` is the highest probability among them. */
export interface Island extends CellBox {
  readonly score: number
}

/** Islands of one channel: cells at or over `threshold` inside `within`, joined to their eight neighbours. */
export function islandsOf(
  cells: Float32Array,
  across: number,
  { within, threshold }: { readonly within: CellBox; readonly threshold: number },
): Island[] {
  const seen = new Uint8Array(cells.length)
  const islands: Island[] = []
  const counts = (cell: number) => !seen[cell] && cells[cell]! >= threshold
  for (let y = within.top; y < within.bottom; y++)
    for (let x = within.left; x < within.right; x++)
      if (counts(y * across + x)) islands.push(flood(y * across + x))
  return islands

  function flood(start: number): Island {
    const waiting = [start]
    let island: Island = { left: across, top: across, right: 0, bottom: 0, score: 0 }
    seen[start] = 1
    for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
      const [x, y] = [cell % across, Math.floor(cell / across)]
      island = joined(island, { left: x, top: y, right: x + 1, bottom: y + 1, score: cells[cell]! })
      for (const next of neighboursOf(x, y, within)) {
        const at = next.y * across + next.x
        if (!counts(at)) continue
        seen[at] = 1
        waiting.push(at)
      }
    }
    return island
  }
}

function* neighboursOf(x: number, y: number, within: CellBox): Generator<{ x: number; y: number }> {
  for (let down = Math.max(within.top, y - 1); down < Math.min(within.bottom, y + 2); down++)
    for (let along = Math.max(within.left, x - 1); along < Math.min(within.right, x + 2); along++)
      yield { x: along, y: down }
}

/** Joins islands whose boxes overlap, or lie at most `gap` cells apart, until none do. */
export function mergeIslands(islands: readonly Island[], gap: number): Island[] {
  const merged: Island[] = []
  for (const island of islands) {
    let whole = island
    for (let near = nearIn(merged, whole, gap); near >= 0; near = nearIn(merged, whole, gap))
      whole = joined(whole, merged.splice(near, 1)[0]!)
    merged.push(whole)
  }
  return merged
}

function nearIn(islands: readonly Island[], to: CellBox, gap: number): number {
  return islands.findIndex(
    (one) =>
      one.left <= to.right + gap &&
      to.left <= one.right + gap &&
      one.top <= to.bottom + gap &&
      to.top <= one.bottom + gap,
  )
}

function joined(a: Island, b: Island): Island {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
    score: Math.max(a.score, b.score),
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
