/** A place in a photograph or on a plane. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** Where items lie, as one camera sees it through its lens. */
export interface Plane {
  /**
   * Nine numbers, row by row: from a place in the picture as a perfect lens would show it (`straightened`) to millimetres; made so
   * that what is divided by is 1 at the sheet's middle, and half of it twice as far away.
   */
  readonly toMm: readonly number[]
  /**
   * How far the lens moves what it shows at the picture's corner, as a part of its way from the middle: under 0 it comes nearer
   * (barrel), over 0 it goes out (pincushion), 0 is no bend.
   */
  readonly bend: number
}

/** How large things are in the photographs of one camera; it is sent to other processes, so it is plain data. */
export interface Measure {
  /** Pixels of the upright photograph it was taken from. */
  readonly width: number
  readonly height: number
  /** Mean over the calibration sheet. */
  readonly mmPerPixel: number
  /** Absent where it was taken by a version that kept the mean alone. */
  readonly plane?: Plane
}

/** Four corners in turn, in fractions of the upright photograph. */
export type Outline = readonly [Point, Point, Point, Point]

/** A plane's depth, of the sheet's own, beyond which nothing is measured: a pixel there says too little, and past it is the horizon. */
const farthest = 4

/** The corners of a box. */
export function outlineOf(box: Point & { readonly width: number; readonly height: number }): Outline {
  const { x, y, width, height } = box
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ]
}

/**
 * The longer of a box's two extents in millimetres, between the middles of its opposite sides, as if it lay in the plane of the
 * calibration sheet; undefined where the picture shows that plane too far away or not at all.
 */
export function lengthMm(measure: Measure, [a, b, c, d]: Outline): number | undefined {
  const across = distanceMm(measure, middleOf(d, a), middleOf(b, c))
  const down = distanceMm(measure, middleOf(a, b), middleOf(c, d))
  return across === undefined || down === undefined ? undefined : Math.max(across, down)
}

/** A finding's size where it can be told, ready to be spread into it. */
export function sizeOf(measure: Measure | undefined, outline: Outline): { readonly sizeMm?: number } {
  const sizeMm = measure && lengthMm(measure, outline)
  return sizeMm === undefined ? {} : { sizeMm }
}

function middleOf(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}

function distanceMm(measure: Measure, from: Point, to: Point): number | undefined {
  const { plane, mmPerPixel, width, height } = measure
  if (!plane) return Math.hypot((to.x - from.x) * width, (to.y - from.y) * height) * mmPerPixel
  const [a, b] = [from, to].map((each) => placeMm(plane, spreadOf(each, measure)))
  return a && b && Math.hypot(b.x - a.x, b.y - a.y)
}

/** A place of the photograph from its middle, in half diagonals of the picture: its corners are 1 away. */
export function spreadOf(
  { x, y }: Point,
  { width, height }: { readonly width: number; readonly height: number },
): Point {
  const half = Math.hypot(width, height) / 2
  return { x: ((x - 0.5) * width) / half, y: ((y - 0.5) * height) / half }
}

/** Where a perfect lens would show what is at a place from the picture's middle (division model: Fitzgibbon, CVPR 2001). */
export function straightened({ x, y }: Point, bend: number): Point {
  const by = 1 + bend * (x * x + y * y)
  return { x: x / by, y: y / by }
}

/** Where on the plane lies what is at a place from the picture's middle; undefined where it is too far or past the horizon. */
export function placeMm({ toMm: h, bend }: Plane, at: Point): Point | undefined {
  const { x, y } = straightened(at, bend)
  const w = h[6]! * x + h[7]! * y + h[8]!
  if (w * farthest < 1) return undefined
  return { x: (h[0]! * x + h[1]! * y + h[2]!) / w, y: (h[3]! * x + h[4]! * y + h[5]!) / w }
}
