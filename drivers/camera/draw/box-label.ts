import { path } from './art.ts'
import { face, faces, type Half, type Point, type See } from './solid.ts'

const halfTape = 34

/** Packing tape along the top and, where one can see it, down the right wall. */
export function tape({ x, y }: Half, see: See): string {
  const along = (from: Point, to: Point) => {
    const [a, b] = [from, to].map(([px, py]) => [px, py, halfTape] as const) as [Point, Point]
    const points = [a, b, [b[0], b[1], -halfTape] as const, [a[0], a[1], -halfTape] as const].map(see)
    const strip = path(face(points), 'fill="#d9c79a" opacity=".78" stroke="#a8946a" stroke-width="1.5"')
    return faces(points) ? strip : ''
  }
  return along([-x, y, 0], [x, y, 0]) + along([x, y, 0], [x, y - 90, 0])
}

/** Widths of a barcode's bars, in units, repeated; it only looks like one. */
const bars = [1.4, 3, 2.2, 1.4, 3.6]

/** An address label: on the top for a camera above, else on the front wall. */
export function boxLabel({ x, y, z }: Half, see: See, above: boolean): string {
  const at = (u: number, v: number): Point =>
    above ? [x * 0.12 + u * 1.2, y, z * 0.2 + v + 20] : [x * 0.02 + u * 1.25, y * 0.62 - v * 1.15, z]
  const print = (fill: string, [u, v, w, h]: readonly [number, number, number, number]) =>
    path(face([at(u, v), at(u + w, v), at(u + w, v + h), at(u, v + h)].map(see)), `fill="${fill}"`)
  const code = [...Array(26).keys()].map((bar) =>
    print('#26241f', [14 + bar * 5.2, 52, bars[(bar * 7) % bars.length] ?? 2, 40]),
  )
  const paper = print('#f4f2ec', [0, 0, 165, 112])
  const lines =
    print('#55524c', [12, 12, 84, 6]) + print('#8a867e', [12, 24, 110, 5]) + print('#8a867e', [12, 35, 66, 5])
  return paper + lines + code.join('')
}
