import type { CameraRole } from '../../../main/kernel/frame.ts'

/** A point of an item in space: x to the right, y up, z towards the front camera; units as in item space. */
export type Point = readonly [x: number, y: number, z: number]

/** Half of a box's width, height and depth. */
export interface Half {
  readonly x: number
  readonly y: number
  readonly z: number
}

/** From space into the picture. */
export type See = (point: Point) => readonly [number, number]

/** Corners of a box around 0,0,0, three letters each; upper case is the positive end of that axis: `xYZ XYZ`. */
export function cornersOf(words: string, { x, y, z }: Half): readonly Point[] {
  return words
    .split(' ')
    .map(
      (word) =>
        [word.includes('X') ? x : -x, word.includes('Y') ? y : -y, word.includes('Z') ? z : -z] as const,
    )
}

/** Where each camera stands around the bench, in degrees: round it from the front, and above it. */
const stands: Readonly<Record<CameraRole, readonly [round: number, above: number]>> = {
  top: [0, 86],
  label: [0, 86],
  front: [-14, 24],
  left: [-52, 28],
  right: [42, 28],
}

/** Units from a camera to the middle of the bench: near enough that parallel edges visibly meet. */
const distance = 2600

/** A point as a camera of that role sees it, in item space; `askew` turns the item on the bench, in degrees. */
export function project([x, y, z]: Point, role: CameraRole, askew: number): readonly [number, number] {
  const [round, above] = stands[role]
  const [sin, cos] = sinCos(round + askew)
  const across = x * cos + z * sin
  const towards = -x * sin + z * cos
  const [up, flat] = sinCos(above)
  const height = y * flat - towards * up
  const depth = y * up + towards * flat
  const nearer = distance / (distance - depth)
  return [Math.round(across * nearer * 10) / 10, Math.round(-height * nearer * 10) / 10]
}

function sinCos(degrees: number): readonly [number, number] {
  return [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)]
}

/** A closed outline through projected points, as SVG path data. */
export function face(points: readonly (readonly [number, number])[]): string {
  return `M${points.map((point) => point.join(',')).join(' L')} Z`
}

/** Whether a face given anticlockwise as seen from outside looks at the camera. */
export function faces(points: readonly (readonly [number, number])[]): boolean {
  const area = points.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = points[(index + 1) % points.length] ?? [0, 0]
    return sum + x * nextY - nextX * y
  }, 0)
  return area < 0
}

/** The outline of several faces together, as SVG path data; all turn the same way, so that overlaps stay filled. */
export function outlineOf(many: readonly (readonly (readonly [number, number])[])[]): string {
  return many.map((points) => face(faces(points) ? points : points.toReversed())).join(' ')
}
