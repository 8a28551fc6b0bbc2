import { compared, type Memory, memoryOf } from '../../models/memory/judge.ts'
import { mapSide, type Prepared, prepare } from '../../models/memory/memory.ts'
import type { ItemView } from './photos.ts'

/** What gave the scores of a comparison; the only file that calls the station's reference memory. */
export const memoryName = 'the reference memory with classic cells'

/** How far a view is from the references. */
export interface Compared {
  readonly score: number
  /** Whether the view lay over the first reference, so that places could be compared. */
  readonly registered: boolean
  /** How far at a pixel of the photograph; 0 outside the crop. */
  at(x: number, y: number): number
}

/** Teaches whole units; the first is what later views are laid over. */
export const teach = (views: readonly ItemView[]): Memory => memoryOf(views)

/** Compares a view with the references: by place where it lies over the first, else anywhere. */
export function compare(view: ItemView, memory: Memory): Compared {
  const prepared = prepare(view, memory.start)
  const { local, score, map } = compared(prepared, memory)
  return { score, registered: local, at: placer(prepared, map) }
}

/** Reads a map of cells at pixels of the photograph, bilinearly, through the pose its crop was read under. */
function placer({ pose }: Prepared, map: Float32Array): (x: number, y: number) => number {
  const [cos, sin] = [Math.cos(pose.angle), Math.sin(pose.angle)]
  const inside = (cell: number) => Math.min(mapSide - 1, Math.max(0, cell))
  const value = (x: number, y: number) => map[inside(y) * mapSide + inside(x)]!
  return (x, y) => {
    const [dx, dy] = [(x - pose.x) / pose.side, (y - pose.y) / pose.side]
    const u = (cos * dx + sin * dy + 0.5) * mapSide - 0.5
    const v = (cos * dy - sin * dx + 0.5) * mapSide - 0.5
    if (u < -1 || v < -1 || u > mapSide || v > mapSide) return 0
    const [left, top] = [Math.floor(u), Math.floor(v)]
    const [fx, fy] = [u - left, v - top]
    const upper = value(left, top) * (1 - fx) + value(left + 1, top) * fx
    const lower = value(left, top + 1) * (1 - fx) + value(left + 1, top + 1) * fx
    return upper * (1 - fy) + lower * fy
  }
}
