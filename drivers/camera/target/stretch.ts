import { type Plane, type Point, placeMm, straightened } from '../../../main/kernel/measure.ts'

/** Millimetres of a pixel over places of the sheet: mean, least and most by place and direction; `half` is the half diagonal in pixels. */
export function sizesOf(plane: Plane, places: readonly Point[], half: number) {
  const all = places.map((at) => stretchAt(plane, at))
  return {
    mmPerPixel: meanOf(all.map(({ most, least }) => Math.sqrt(most * least))) / half,
    least: Math.min(...all.map(({ least }) => least)) / half,
    most: Math.max(...all.map(({ most }) => most)) / half,
  }
}

/** How many times longer the plane shows the same length at one place and direction of the sheet than at another. */
export function slantOf({ toMm, bend }: Plane, places: readonly Point[]): number {
  const all = places.map((at) => stretchAt({ toMm, bend: 0 }, straightened(at, bend)))
  return Math.max(...all.map(({ most }) => most)) / Math.min(...all.map(({ least }) => least))
}

/** Millimetres of a half diagonal at a place, in the direction where it is most and where it is least: by differences. */
function stretchAt(plane: Plane, { x, y }: Point): { readonly most: number; readonly least: number } {
  const step = 1e-4
  const at = (dx: number, dy: number) => placeMm(plane, { x: x + dx, y: y + dy }) ?? { x: 0, y: 0 }
  const [left, right, up, down] = [at(-step, 0), at(step, 0), at(0, -step), at(0, step)]
  const [a, b] = [right.x - left.x, down.x - up.x].map((each) => each / (2 * step)) as [number, number]
  const [c, d] = [right.y - left.y, down.y - up.y].map((each) => each / (2 * step)) as [number, number]
  const [sum, area] = [(a * a + b * b + c * c + d * d) / 2, a * d - b * c]
  const apart = Math.sqrt(Math.max(0, sum * sum - area * area))
  return { most: Math.sqrt(sum + apart), least: Math.sqrt(Math.max(0, sum - apart)) }
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
