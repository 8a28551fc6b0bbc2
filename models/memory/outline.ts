import type { Planes } from './planes.ts'

/**
 * How much of the item's convex outline is not item, 0..1: a broken edge or a part gone opens notches, whichever way the
 * item lies. Undefined where all or nothing of the crop is item.
 */
export function hollowness({ item, width, height }: Planes): number | undefined {
  const points: Point[] = []
  let area = 0
  for (let y = 0; y < height; y++) {
    let [left, right] = [-1, -1]
    for (let x = 0; x < width; x++) {
      if (item[y * width + x]! < 0.5) continue
      area++
      if (left < 0) left = x
      right = x + 1
    }
    if (left >= 0) points.push([left, y], [left, y + 1], [right, y], [right, y + 1])
  }
  if (area === 0 || area > 0.98 * width * height) return undefined
  return Math.max(0, 1 - area / areaOf(hullOf(points)))
}

type Point = readonly [x: number, y: number]

/** Andrew's monotone chain. */
function hullOf(points: Point[]): Point[] {
  const sorted = points.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  return [...chain(sorted), ...chain(sorted.toReversed())]
}

function chain(points: readonly Point[]): Point[] {
  const kept: Point[] = []
  for (const point of points) {
    while (kept.length > 1 && turn(kept.at(-2)!, kept.at(-1)!, point) <= 0) kept.pop()
    kept.push(point)
  }
  return kept.slice(0, -1)
}

function turn(a: Point, b: Point, c: Point): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
}

function areaOf(corners: readonly Point[]): number {
  const twice = corners.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = corners[(at + 1) % corners.length]!
    return sum + x * nextY - nextX * y
  }, 0)
  return Math.abs(twice) / 2
}
