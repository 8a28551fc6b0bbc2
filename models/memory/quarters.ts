import { top as mostOf } from './compare.ts'
import { moved, type Pose } from './pose.ts'

/** Side of a quarter as a part of the crop's: neighbours share a third of it, so that small damage is whole in one of them. */
const part = 0.6
/** How far a quarter's middle is from the crop's. */
const aside = (1 - part) / 2
/** Crops of an item are looked at more closely from this many pixels of the photograph for one of theirs on. */
const worthFrom = 1.3
/** Cells whose mean tells how doubtful a quarter is: one is chance. */
const strongest = 3

/** The four overlapping quarters of a crop, in reading order. */
export const quarters = [0, 1, 2, 3] as const
export type Quarter = (typeof quarters)[number]

/** Share of a crop's area that a quarter is. */
export const quarterShare = part ** 2

/** Where a quarter of a crop lies in the photograph, in the pixels of the crop's own pose. */
export function quarterOf(pose: Pose, quarter: Quarter): Pose {
  const dx = quarter % 2 === 0 ? -aside : aside
  const dy = quarter < 2 ? -aside : aside
  return moved(pose, { dx, dy, zoom: part, turn: 0 })
}

/** Whether a photograph shows more of an item than its crop of `size` pixels does; `scale` as in Lies. */
export function worthCloser(
  { pose, scale }: { readonly pose: Pose; readonly scale: number },
  size: number,
): boolean {
  return pose.side * scale >= worthFrom * size
}

/** How much a map of cells over a crop, row by row and as many rows as columns, doubts a quarter of it. */
export function doubtIn(map: Float32Array, quarter: Quarter): number {
  const side = Math.round(Math.sqrt(map.length))
  const from = (aside: boolean) => (aside ? Math.floor((1 - part) * side) : 0)
  const [left, top] = [from(quarter % 2 === 1), from(quarter >= 2)]
  const length = Math.ceil(part * side)
  const [right, bottom] = [Math.min(side, left + length), Math.min(side, top + length)]
  const cells = new Float32Array((right - left) * (bottom - top))
  for (let y = top, to = 0; y < bottom; y++, to += right - left)
    cells.set(map.subarray(y * side + left, y * side + right), to)
  return mostOf(cells, strongest)
}
