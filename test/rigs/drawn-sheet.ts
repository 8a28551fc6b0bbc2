import sharp from 'sharp'
import { innerCorners, sheet } from '../../drivers/camera/target/layout.ts'
import type { Point } from '../../main/kernel/measure.ts'

/** How a drawn camera sees the calibration sheet. */
export interface SheetView {
  readonly width: number
  readonly height: number
  /** Focal length in pixels, and millimetres from the lens to the middle of the board. */
  readonly focal: number
  readonly distance: number
  /** Degrees: the sheet turned in its plane, leant back, and leant aside. */
  readonly turned?: number
  readonly back?: number
  readonly aside?: number
  /** Radial distortion at the picture's corner, as a part of the radius: -0.1 is a strong barrel. */
  readonly barrel?: number
  /** Any other lens: how many times farther from the middle a perfect one would show what this shows at a part of the corner's radius. */
  readonly lens?: (radius: number) => number
  /** Pixels by which the lens sits beside the picture's middle. */
  readonly offCentre?: number
  /** Millimetres by which the paper's left and right edges stand up towards the camera. */
  readonly curl?: number
  /** Part of a normal sheet's size at which it was printed. */
  readonly printed?: number
  /** Standard deviation of a blur in pixels, and of noise in levels. */
  readonly blur?: number
  readonly noise?: number
}

const middle = { x: (sheet.columns * sheet.squareMm) / 2, y: (sheet.rows * sheet.squareMm) / 2 }
/** Paper around the board, in millimetres. */
const margin = 22

/** Maps a pixel to millimetres on the printed board (from its upper left corner), as this camera sees it. */
export function toBoard(view: SheetView): (px: Point) => Point {
  const { width, height, focal, distance, barrel = 0, printed = 1, offCentre = 0, curl = 0 } = view
  const [right, down, towards] = axesOf(view)
  const corner = Math.hypot(width, height) / 2
  const lens = view.lens ?? ((radius) => 1 - barrel * radius ** 2)
  return (px) => {
    const [dx, dy] = [px.x - width / 2 - offCentre, px.y - height / 2 - offCentre]
    const bend = lens(Math.hypot(dx, dy) / corner)
    const ray = [(dx * bend) / focal, (dy * bend) / focal, 1] as const
    let [x, y, up] = [0, 0, 0]
    for (let round = 0; round < (curl ? 8 : 1); round++) {
      // the plane goes through (0, 0, distance), or as much nearer as the paper stands up here
      const along = (towards[2] * distance - up) / dot(ray, towards)
      const hit = [ray[0] * along, ray[1] * along, ray[2] * along - distance] as const
      ;[x, y] = [dot(hit, right), dot(hit, down)]
      up = curl * (x / middle.x) ** 2
    }
    return { x: x / printed + middle.x, y: y / printed + middle.y }
  }
}

type Vector = readonly [number, number, number]

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

function axesOf({ turned = 0, back = 0, aside = 0 }: SheetView): readonly [Vector, Vector, Vector] {
  const [t, b, s] = [turned, back, aside].map((degrees) => (degrees * Math.PI) / 180) as [
    number,
    number,
    number,
  ]
  const turn = ([x, y, z]: Vector): Vector => [
    x * Math.cos(t) - y * Math.sin(t),
    x * Math.sin(t) + y * Math.cos(t),
    z,
  ]
  const lean = ([x, y, z]: Vector): Vector => [
    x,
    y * Math.cos(b) - z * Math.sin(b),
    y * Math.sin(b) + z * Math.cos(b),
  ]
  const swing = ([x, y, z]: Vector): Vector => [
    x * Math.cos(s) + z * Math.sin(s),
    y,
    -x * Math.sin(s) + z * Math.cos(s),
  ]
  const all = (v: Vector) => swing(lean(turn(v)))
  return [all([1, 0, 0]), all([0, 1, 0]), all([0, 0, 1])]
}

/** Real millimetres a pixel is at the picture's point: the square root of the area a pixel covers on the paper. */
export function mmPerPixelAt(view: SheetView, px: Point): number {
  const at = toBoard(view)
  const step = 0.5
  const [a, b] = [at({ x: px.x - step, y: px.y }), at({ x: px.x + step, y: px.y })]
  const [c, d] = [at({ x: px.x, y: px.y - step }), at({ x: px.x, y: px.y + step })]
  const area = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x)
  return Math.sqrt(Math.abs(area)) * (view.printed ?? 1)
}

/** Where the board's inner corners are in the picture, found by search; those outside it left out. */
export function cornersSeen(view: SheetView): readonly Point[] {
  const at = toBoard(view)
  const all = Array.from({ length: innerCorners.across * innerCorners.down }, (_, i) => ({
    x: (1 + (i % innerCorners.across)) * sheet.squareMm,
    y: (1 + Math.floor(i / innerCorners.across)) * sheet.squareMm,
  }))
  return all
    .map((mm) => pixelOf(at, mm, { x: view.width / 2, y: view.height / 2 }))
    .filter(({ x, y }) => x > 0 && y > 0 && x < view.width && y < view.height)
}

/** Newton's method on the mapping's own differences. */
export function pixelOf(at: (px: Point) => Point, mm: Point, from: Point): Point {
  let { x, y } = from
  for (let round = 0; round < 40; round++) {
    const [here, right, below] = [at({ x, y }), at({ x: x + 0.1, y }), at({ x, y: y + 0.1 })]
    const [a, b, c, d] = [right.x - here.x, below.x - here.x, right.y - here.y, below.y - here.y]
    const area = a * d - b * c
    const [ex, ey] = [mm.x - here.x, mm.y - here.y]
    x += (0.1 * (d * ex - b * ey)) / area
    y += (0.1 * (a * ey - c * ex)) / area
  }
  return { x, y }
}

/** A JPEG of the sheet on a grey bench with a darker object beside it, four samples a pixel. */
export async function drawSheet(view: SheetView): Promise<Uint8Array> {
  const { width, height, noise = 0, blur = 0 } = view
  const at = toBoard(view)
  const pixels = Buffer.alloc(width * height)
  let seed = 7
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let sum = 0
      for (let k = 0; k < 4; k++)
        sum += paintAt(at({ x: x + 0.25 + (k & 1) / 2, y: y + 0.25 + (k >> 1) / 2 }))
      // light falls off to one side, as in a real room
      const light = 0.72 + (0.28 * x) / width
      seed = (Math.imul(seed, 1664525) + 1013904223) | 0
      pixels[y * width + x] = Math.min(
        255,
        Math.max(0, (sum / 4) * light + ((seed >>> 8) / 2 ** 24 - 0.5) * 3.5 * noise),
      )
    }
  const drawn = sharp(pixels, { raw: { width, height, channels: 1 } })
  return (blur > 0 ? drawn.blur(blur) : drawn).jpeg({ quality: 90 }).toBuffer()
}

function paintAt({ x, y }: Point): number {
  const [wide, tall] = [sheet.columns * sheet.squareMm, sheet.rows * sheet.squareMm]
  if (x >= 0 && y >= 0 && x < wide && y < tall) {
    return (Math.floor(x / sheet.squareMm) + Math.floor(y / sheet.squareMm)) % 2 === 0 ? 28 : 226
  }
  // lines of small print above and below the board
  const inLine = x > 0 && x < wide && ((y > -8 && y < -5) || (y > tall + 17 && y < tall + 20))
  if (inLine && (Math.floor(x * 1.7) + Math.floor(y * 1.3)) % 3 === 0) return 60
  if (x > -margin && y > -margin && x < wide + margin && y < tall + 3 * margin) return 232
  return x > wide + 60 && y > 40 && y < 160 ? 70 : 150
}
