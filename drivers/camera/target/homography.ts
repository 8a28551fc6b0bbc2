import type { Point } from '../../../main/kernel/measure.ts'

/** A point of the board in millimetres and where it is in the picture, in any unit. */
export interface Match {
  readonly mm: Point
  readonly at: Point
}

/** Nine numbers, row by row, that map a plane onto the picture. */
export type Homography = readonly number[]

/** The plane that fits the points best in the least squares sense, or undefined where they lie in one line. */
export function planeThrough(matches: readonly Match[]): Homography | undefined {
  const [mm, seen] = [frameOf(matches.map((each) => each.mm)), frameOf(matches.map((each) => each.at))]
  const rows = matches.flatMap((each) => equationsOf(mm.to(each.mm), seen.to(each.at)))
  const solved = leastSquares(rows, 8)
  if (!solved) return undefined
  const h = [...solved, 1]
  // undo both frames: P⁻¹ · H · M
  return multiplied(seen.back, multiplied(h, mm.matrix))
}

/** Where a point of the plane is in the picture. */
export function projected(h: Homography, { x, y }: Point) {
  const w = h[6]! * x + h[7]! * y + h[8]!
  return { x: (h[0]! * x + h[1]! * y + h[2]!) / w, y: (h[3]! * x + h[4]! * y + h[5]!) / w }
}

/** From the picture back to the plane: the adjugate, which differs from the inverse by a factor alone. */
export function inverse([
  a = 0,
  b = 0,
  c = 0,
  d = 0,
  e = 0,
  f = 0,
  g = 0,
  h = 0,
  i = 0,
]: Homography): Homography {
  return [
    ...[e * i - f * h, c * h - b * i, b * f - c * e],
    ...[f * g - d * i, a * i - c * g, c * d - a * f],
    ...[d * h - e * g, b * g - a * h, a * e - b * d],
  ]
}

/** Moves points to their middle and to a mean distance of √2, so that the equations are well conditioned (Hartley). */
function frameOf(points: readonly Point[]) {
  const cx = points.reduce((sum, { x }) => sum + x, 0) / points.length
  const cy = points.reduce((sum, { y }) => sum + y, 0) / points.length
  const far = points.reduce((sum, { x, y }) => sum + Math.hypot(x - cx, y - cy), 0) / points.length
  const k = Math.SQRT2 / Math.max(far, 1e-9)
  return {
    to: ({ x, y }: Point) => ({ x: (x - cx) * k, y: (y - cy) * k }),
    matrix: [k, 0, -cx * k, 0, k, -cy * k, 0, 0, 1],
    back: [1 / k, 0, cx, 0, 1 / k, cy, 0, 0, 1],
  }
}

function equationsOf(from: Point, to: Point): readonly number[][] {
  return [
    [from.x, from.y, 1, 0, 0, 0, -to.x * from.x, -to.x * from.y, to.x],
    [0, 0, 0, from.x, from.y, 1, -to.y * from.x, -to.y * from.y, to.y],
  ]
}

/** Solves rows of `count` factors and a right side by normal equations and Gauss elimination. */
function leastSquares(rows: readonly (readonly number[])[], count: number): number[] | undefined {
  const m = Array.from({ length: count }, (_, i) =>
    Array.from({ length: count + 1 }, (_, j) => rows.reduce((sum, row) => sum + row[i]! * row[j]!, 0)),
  )
  for (let i = 0; i < count; i++) {
    const pivot = m
      .slice(i)
      .reduce((best, row, k) => (Math.abs(row[i]!) > Math.abs(m[best]![i]!) ? i + k : best), i)
    ;[m[i], m[pivot]] = [m[pivot]!, m[i]!]
    if (Math.abs(m[i]![i]!) < 1e-10) return undefined
    for (let k = 0; k < count; k++) {
      if (k === i) continue
      const factor = m[k]![i]! / m[i]![i]!
      for (let j = i; j <= count; j++) m[k]![j]! -= factor * m[i]![j]!
    }
  }
  return m.map((row, i) => row[count]! / row[i]!)
}

function multiplied(a: Homography, b: Homography): number[] {
  return Array.from({ length: 9 }, (_, at) => {
    const [row, column] = [Math.floor(at / 3), at % 3]
    return a[row * 3]! * b[column]! + a[row * 3 + 1]! * b[column + 3]! + a[row * 3 + 2]! * b[column + 6]!
  })
}
