import { innerCorners, sheet } from '../../drivers/camera/target/layout.ts'
import { type NoScale, type Scale, scaleOf } from '../../drivers/camera/target/scale.ts'
import { type Measure, type Outline, type Point, spreadOf } from '../../main/kernel/measure.ts'
import { cornersSeen, pixelOf, type SheetView, toBoard } from './drawn-sheet.ts'

/** What is read from the corners of a view without drawing it, each place off by `noise` pixels, the same each time. */
export function seenScale(view: SheetView, noise = 0.1): Scale | NoScale {
  const { width, height, printed = 1 } = view
  const off = noiseOf(noise)
  const square = sheet.squareMm * printed
  const matches = cornersSeen(view).map((px, i) => ({
    mm: { x: (i % innerCorners.across) * square, y: Math.floor(i / innerCorners.across) * square },
    at: spreadOf({ x: (px.x + off()) / width, y: (px.y + off()) / height }, view),
  }))
  return scaleOf(matches, view, view)
}

/** Normal deviates of a standard deviation (Box and Muller), from a fixed start. */
function noiseOf(deviation: number): () => number {
  let seed = 7
  const next = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) | 0
    return ((seed >>> 8) + 0.5) / 2 ** 24
  }
  return () => deviation * Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next())
}

/** Where a thing that lies on the plane of the sheet is in the picture: its middle in fractions of the picture, its sides in millimetres. */
export function lyingAt(view: SheetView, at: Point, [long, short]: readonly [number, number]): Outline {
  const { width, height, printed = 1 } = view
  const board = toBoard(view)
  const from = { x: at.x * width, y: at.y * height }
  const middle = board(from)
  const corner = (right: number, down: number): Point => {
    const mm = { x: middle.x + (right * long) / 2 / printed, y: middle.y + (down * short) / 2 / printed }
    const px = pixelOf(board, mm, from)
    return { x: px.x / width, y: px.y / height }
  }
  return [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)]
}

/** What the mean size of a pixel alone says of a length, as it was told before plane and lens were kept. */
export function meanLength({ width, height, mmPerPixel }: Measure, outline: Outline): number {
  const [xs, ys] = [outline.map(({ x }) => x * width), outline.map(({ y }) => y * height)]
  return Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)) * mmPerPixel
}

/** Lenses whose picture's corner is `bend` of its way from the middle beside where a perfect one would show it. */
export const lenses = {
  /** As webcams and wide lenses are made: equal angles are equal ways. */
  equidistant(bend: number) {
    const angle = angleOf(bend)
    return (radius: number) => (radius > 0 ? Math.tan(angle * radius) / (angle * radius) : 1)
  },
  /** Brown's one coefficient, from the perfect picture to the real one. */
  brown: (bend: number) => (radius: number) => {
    let ideal = radius
    for (let round = 0; round < 60; round++) ideal = radius / (1 + bend * ideal * ideal)
    return radius > 0 ? ideal / radius : 1
  },
  /** The same, from the real picture to the perfect one. */
  backwards: (bend: number) => (radius: number) => 1 - bend * radius * radius,
  division: (bend: number) => (radius: number) => 1 / (1 + bend * radius * radius),
}

/** The angle whose own size is so much less than its tangent, by halving. */
function angleOf(bend: number): number {
  let [low, high] = [1e-3, 1.5]
  for (let round = 0; round < 50; round++) {
    const middle = (low + high) / 2
    if (middle / Math.tan(middle) > 1 + bend) low = middle
    else high = middle
  }
  return (low + high) / 2
}
