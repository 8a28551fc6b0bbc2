import { css, type Paint, path } from './art.ts'
import { cornersOf, face, type Half, type Point, type See } from './solid.ts'

/** A flap: the edge it hangs on, and its free edge moved by so much (in units of half the depth) from there. */
interface Flap {
  readonly hinge: string
  readonly move: Point
  /** Points of lightness more than the card's own. */
  readonly light: number
}

const flaps: readonly Flap[] = [
  { hinge: 'xYz XYz', move: [0, 0.7, -0.36], light: 4 },
  { hinge: 'xYZ xYz', move: [-0.72, 0.5, 0], light: 7 },
  { hinge: 'XYz XYZ', move: [0.72, 0.4, 0], light: -10 },
  { hinge: 'xYZ XYZ', move: [0, -0.05, 0.72], light: 10 },
]

/** The corners of each open flap. */
export function flapFaces(half: Half): readonly (readonly Point[])[] {
  return flaps.map((flap) => cornersOfFlap(flap, half))
}

/** A look into the open carton, and its four flaps. */
export function openTop(card: Paint, half: Half, see: See): string {
  const rim = face(cornersOf('xYZ XYZ XYz xYz', half).map(see))
  const inner = { x: half.x * 0.93, y: half.y * 0.6, z: half.z * 0.9 }
  const floor = face(cornersOf('xyZ XyZ Xyz xyz', inner).map(see))
  const edge = `stroke="${css(card, -20)}" stroke-width="2.5" stroke-linejoin="round"`
  const standing = flaps.map((flap) =>
    path(face(cornersOfFlap(flap, half).map(see)), `fill="${css(card, flap.light)}" ${edge}`),
  )
  return `${path(rim, `fill="${css(card, -32)}"`)}<clipPath id="rim">${path(rim, '')}</clipPath>
    <g clip-path="url(#rim)">${path(floor, `fill="${css(card, -22)}"`)}</g>${standing.join('')}`
}

function cornersOfFlap({ hinge, move }: Flap, half: Half): readonly Point[] {
  const fixed = cornersOf(hinge, half)
  const free = fixed.map(
    ([x, y, z]): Point => [x + move[0] * half.z, y + move[1] * half.z, z + move[2] * half.z],
  )
  return [...fixed, ...free.toReversed()]
}
