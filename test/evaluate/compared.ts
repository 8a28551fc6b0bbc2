import type { Inference } from '../../main/kernel/finding.ts'
import type { CameraRole } from '../../main/kernel/frame.ts'
import { merged, type ViewBeside } from '../../main/station/examine-merge.ts'
import { besideOf } from '../../models/memory/beside.ts'
import {
  byPlace,
  classicApart,
  compared,
  judged,
  type Memory,
  memoryFrom,
} from '../../models/memory/judge.ts'
import { type Prepared, prepare, type Reference, startOf } from '../../models/memory/memory.ts'
import type { PhotoView } from '../../models/memory/photograph.ts'
import type { Pose } from '../../models/memory/pose.ts'
import { withPatches } from '../../models/memory/stored.ts'
import type { BesideSeen, Patches } from '../../models/port.ts'
import type { Network } from './network.ts'
import type { ItemView } from './photos.ts'

/** What gave the scores of a comparison; the only file that calls the station's reference memory. */
export const memoryName = 'the reference memory, classic cells and patches fused'
export const networkName = 'the network beside the reference'

/** Whole units, and the network's patches of each. */
export interface Taught {
  readonly memory: Memory
  readonly patches: ReadonlyMap<Reference, Patches>
  readonly network: Network
}

/** How far a view is from the references. */
export interface Compared {
  /** By the memory's banks, in deviations of whole units where two or more are known. */
  readonly score: number
  /** By the network beside at most four of them: the chance of any damage, mean of its strongest cells. */
  readonly difference: number
  readonly seen: BesideSeen
  /** Whether the view lay over the first reference, so that places could be compared. */
  readonly registered: boolean
  /** The network's word at a pixel of the photograph; 0 outside the crop. */
  differenceAt(x: number, y: number): number
}

export type Done = Extract<Inference, { readonly status: 'done' }>

/** Cells whose mean is a view's score by the network: one cell is chance. */
const strongest = 3

/** Teaches whole units; the first is what later views are laid over. */
export async function teach(views: readonly ItemView[], network: Network): Promise<Taught> {
  const [first] = views
  if (!first) throw new RangeError('a memory was asked for without a whole unit; give at least one')
  const start = startOf(first)
  const patches = new Map<Reference, Patches>()
  for (const view of views) {
    const { reference, said } = await prepared(view, start, network)
    patches.set(reference, said)
  }
  return { memory: memoryFrom(start, [...patches.keys()]), patches, network }
}

/** Whether most units lie over the first one, so that places mean anything. */
export function placed({ memory }: Taught): boolean {
  return memory.laid.length >= 0.8 * memory.references.length
}

/** The same units but one; places stay where the first one put them. */
export function without({ memory, patches, network }: Taught, unit: number): Taught {
  const others = [...patches.keys()].filter((_, at) => at !== unit)
  return { memory: memoryFrom(memory.start, others), patches, network }
}

async function prepared(view: ItemView, start: Memory['start'], network: Network) {
  const plain = prepare(view, start)
  const said = await network.patchesOf(plain.rgb)
  return { reference: withPatches(plain, said), said }
}

/** Compares a view with the references: by place where it lies over the first, else anywhere. */
export async function compare(view: ItemView, { memory, patches, network }: Taught): Promise<Compared> {
  const { reference } = await prepared(view, memory.start, network)
  const { local, score } = compared(reference, memory)
  const chosen = besideOf(reference, memory, 4).flatMap((unit) => patches.get(unit) ?? [])
  const seen = await network.beside(reference.rgb, chosen, byPlace(reference, memory))
  return {
    ...{ score, seen, registered: local, difference: meanOfStrongest(seen.difference, reference) },
    differenceAt: placer(reference.pose, seen.difference),
  }
}

/** A view of a role held against units as the station's examiner does it (main/station/examine.ts). */
export async function besideUnits(
  view: PhotoView,
  role: CameraRole,
  { memory, patches, network }: Taught,
): Promise<ViewBeside> {
  const plain = prepare(view, memory.start)
  const held = { ...plain, apart: classicApart(plain, memory) }
  const references = besideOf(held, memory, 4).flatMap((unit) => patches.get(unit) ?? [])
  const inPlace = byPlace(held, memory)
  const seen = await network.beside(plain.rgb, references, inPlace)
  const { width, height } = view.raster
  const lies = { pose: held.pose, width, height, scale: view.scale, item: held.item }
  return {
    frame: { role, bytes: new Uint8Array(), mediaType: 'image/jpeg', device: role, takenAt: 0 },
    looked: {
      ...{
        token: 0,
        crop: plain.rgb,
        references,
        beside: [],
        inPlace,
        units: memory.references.length,
        lies,
      },
    },
    judgement: judged(withPatches(held, seen.patches), memory, view.raster),
    seen,
  }
}

/** What the station finds on an item whose views were held against units; what the network says of a view alone is not asked. */
export function foundBeside(views: readonly ViewBeside[], { model }: Network): Done {
  const alone: Done = {
    ...{ status: 'done', findings: [], category: [], model, timings: { decodeMs: 0, runMs: 0 } },
  }
  return merged(alone, { views, taught: true, network: { model, runMs: 0 } })
}

/** The network looks at grey as well; only cells that hold some item count. */
function meanOfStrongest(map: Float32Array, { banks }: Prepared): number {
  const item = banks[0]!.item
  const inside = map.filter((_, cell) => item.length !== map.length || item[cell]! > 0.02)
  const most = inside.sort().reverse().subarray(0, strongest)
  return most.reduce((sum, each) => sum + each, 0) / Math.max(1, most.length)
}

/** Reads a map of cells at pixels of the photograph, bilinearly, through the pose its crop was read under. */
function placer(pose: Pose, map: Float32Array): (x: number, y: number) => number {
  const side = Math.round(Math.sqrt(map.length))
  const [cos, sin] = [Math.cos(pose.angle), Math.sin(pose.angle)]
  const inside = (cell: number) => Math.min(side - 1, Math.max(0, cell))
  const value = (x: number, y: number) => map[inside(y) * side + inside(x)] ?? 0
  return (x, y) => {
    const [dx, dy] = [(x - pose.x) / pose.side, (y - pose.y) / pose.side]
    const u = (cos * dx + sin * dy + 0.5) * side - 0.5
    const v = (cos * dy - sin * dx + 0.5) * side - 0.5
    if (u < -1 || v < -1 || u > side || v > side) return 0
    const [left, top] = [Math.floor(u), Math.floor(v)]
    const [fx, fy] = [u - left, v - top]
    const upper = value(left, top) * (1 - fx) + value(left + 1, top) * fx
    const lower = value(left, top + 1) * (1 - fx) + value(left + 1, top + 1) * fx
    return upper * (1 - fy) + lower * fy
  }
}
