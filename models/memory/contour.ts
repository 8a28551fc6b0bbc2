import type { ItemView } from './raster.ts'

/** A closed line around a part of the item, as points in fractions of the photograph. */
export type Contour = readonly { readonly x: number; readonly y: number }[]

/** Cells on the longer side: an outline is looked at, not measured. */
const longest = 160
/** Loops with fewer corners than this are specks of a few cells. */
const fewest = 8

/** The lines around the item, to be drawn over its photograph; none where all of it is item. */
export function contoursOf({ raster, mask }: ItemView): readonly Contour[] {
  if (!mask) return []
  const step = Math.max(1, Math.ceil(Math.max(raster.width, raster.height) / longest))
  const [across, down] = [Math.floor(raster.width / step), Math.floor(raster.height / step)]
  const middle = step >> 1
  const inside = (x: number, y: number) =>
    x >= 0 &&
    y >= 0 &&
    x < across &&
    y < down &&
    mask[(y * step + middle) * raster.width + x * step + middle]! > 127
  const loops = loopsOf(edgesOf(inside, across, down), across + 1)
  return loops
    .map((loop) => straightened(loop))
    .filter((loop) => loop.length >= fewest)
    .map((loop) => loop.map(([x, y]) => ({ x: x / across, y: y / down })))
}

type Corner = readonly [x: number, y: number]

/** Sides between item and bench, each walked with the item at its right: from a corner's number to the next ones. */
function edgesOf(
  inside: (x: number, y: number) => boolean,
  across: number,
  down: number,
): Map<number, number[]> {
  const edges = new Map<number, number[]>()
  const at = (x: number, y: number) => y * (across + 1) + x
  const add = (from: number, to: number) => edges.set(from, [...(edges.get(from) ?? []), to])
  for (let y = 0; y < down; y++)
    for (let x = 0; x < across; x++) {
      if (!inside(x, y)) continue
      if (!inside(x, y - 1)) add(at(x, y), at(x + 1, y))
      if (!inside(x + 1, y)) add(at(x + 1, y), at(x + 1, y + 1))
      if (!inside(x, y + 1)) add(at(x + 1, y + 1), at(x, y + 1))
      if (!inside(x - 1, y)) add(at(x, y + 1), at(x, y))
    }
  return edges
}

/** Chains the sides into closed loops; every corner has as many ways in as out, so each walk comes back. */
function loopsOf(edges: Map<number, number[]>, width: number): Corner[][] {
  const loops: Corner[][] = []
  for (const first of edges.keys()) {
    while (edges.get(first)?.length) {
      const loop: Corner[] = []
      for (let at = first, next = edges.get(at)?.pop(); next !== undefined; next = edges.get(at)?.pop()) {
        loop.push([at % width, Math.floor(at / width)])
        at = next
      }
      loops.push(loop)
    }
  }
  return loops
}

/** The middles of a loop's sides, without those that lie on a straight line: stairs become slopes. */
function straightened(loop: readonly Corner[]): Corner[] {
  const middles = loop.map(([x, y], at): Corner => {
    const [nextX, nextY] = loop[(at + 1) % loop.length]!
    return [(x + nextX) / 2, (y + nextY) / 2]
  })
  return middles.filter(([x, y], at) => {
    const [beforeX, beforeY] = middles.at(at - 1)!
    const [nextX, nextY] = middles[(at + 1) % middles.length]!
    return (x - beforeX) * (nextY - y) !== (y - beforeY) * (nextX - x)
  })
}
