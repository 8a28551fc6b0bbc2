import { cropOf, moved, type Pose, type Pyramid } from './pose.ts'
import { type Planes, planeNames } from './raster.ts'

/** A view laid over a reference: where the reference's crop lies in it, and how well the two agree, 0..1. */
export interface Registration {
  readonly pose: Pose
  /** Share of the two items' joint area whose colours agree once laid over each other. */
  readonly quality: number
  /** Below the floor no place of the view can be trusted to be the same place of the reference. */
  readonly kind: 'registered' | 'free pose'
  /** Whether the pose is at least worth comparing places under, if only for a hint: half of the item may be gone. */
  readonly worth: boolean
}

/** A reference to lay views over: its crop's pyramid and where that crop lay in its photograph. */
export interface Anchor {
  readonly pose: Pose
  readonly coarse: Planes
  readonly fine: Planes
}

/** Sizes at which poses are tried and refined, in pixels of a side. */
const coarseSize = 32
const fineSize = 96
/** Found on packs of a toy in a fixed pose (0.6 to 1, half of its parts missing included) and of cookies (under 0.5). */
const floor = 0.55
/** A toy with head and legs gone still lies right at 0.39. */
const worthFloor = 0.35
/** How much worse the same view must agree when it is laid aside: a paper's grain gains under 0.02, an item's outline 0.1 and more. */
const leastGain = 0.05
/** How far a plane may differ and still agree, in its own unit: about what shading and a shifted highlight do. */
const slack = { light: 12, red: 8, yellow: 8, item: 0.35 } as const

export function anchorOf(pyramid: Pyramid, pose: Pose): Anchor {
  return { pose, coarse: cropOf(pyramid, pose, coarseSize), fine: cropOf(pyramid, pose, fineSize) }
}

/** Lays a view over the anchor: `start` is where the view's own item is, `scale` its photograph's size beside the anchor's. */
export function register(
  anchor: Anchor,
  view: Pyramid,
  { start, scale }: { readonly start: Pose; readonly scale: number },
): Registration {
  const tried = startsOf(anchor, start, scale)
    .map((pose) => ({ pose, quality: agreement(anchor.coarse, cropOf(view, pose, coarseSize)) }))
    .sort((a, b) => b.quality - a.quality)
  const refined = tried
    .slice(0, 4)
    .map(({ pose }) => refine(anchor.coarse, view, { pose, rounds: 12 }))
    .map((pose) => ({ pose, quality: agreement(anchor.coarse, cropOf(view, pose, coarseSize)) }))
    .sort((a, b) => b.quality - a.quality)
  const pose = refine(anchor.fine, view, { pose: refined[0]!.pose, rounds: 15 })
  const quality = agreement(anchor.fine, cropOf(view, pose, fineSize))
  const aside = agreementAside(anchor.fine, view, pose)
  // An even surface agrees with itself wherever it is laid: then no place is known.
  const told = quality - aside >= leastGain
  return {
    pose,
    quality,
    kind: told && quality >= floor ? 'registered' : 'free pose',
    worth: told && quality >= worthFloor,
  }
}

/** Where the view's crop might lie: around its item, at the rig's scale and at the item's own, at 24 turns. */
function startsOf({ pose }: Anchor, start: Pose, scale: number): Pose[] {
  const rig = pose.side * scale
  const sides = [rig, start.side]
  const turns = Array.from({ length: 24 }, (_, at) => (at * Math.PI) / 12)
  const around = sides.flatMap((side) => turns.map((angle) => ({ ...start, side, angle })))
  // A rig holds still: the same place of the photograph is the likeliest of all, however much of the item is missing.
  const still = { x: pose.x * scale, y: pose.y * scale, side: rig, angle: 0 }
  const shifts = [-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3]
  const near = shifts.flatMap((dx) =>
    shifts.flatMap((dy) => [-0.12, 0, 0.12].map((turn) => moved(still, { dx, dy, zoom: 1, turn }))),
  )
  return [...around, ...near]
}

/** How well the view agrees when it is laid aside; where all is item, only over what both show of it. */
function agreementAside(reference: Planes, view: Pyramid, pose: Pose): number {
  const aside = cropOf(view, moved(pose, { dx: 0.15, dy: 0.15, zoom: 1, turn: 0 }), fineSize)
  const whole = reference.item.reduce((sum, each) => sum + each, 0) > 0.95 * reference.item.length
  if (!whole) return agreement(reference, aside)
  const item = reference.item.map((share, at) => Math.min(share, aside.item[at]!))
  return agreement({ ...reference, item }, { ...aside, item })
}

/** Share of the joint area of two crops of one size where all four planes agree, softly; 0 where neither has an item. */
export function agreement(reference: Planes, view: Planes): number {
  let agreed = 0
  let area = 0
  for (let at = 0; at < reference.item.length; at++) {
    const joint = Math.max(reference.item[at]!, view.item[at]!)
    if (joint < 0.05) continue
    agreed += joint / (1 + farAt(reference, view, at) / 4)
    area += joint
  }
  return area > 0 ? agreed / area : 0
}

/** How far two crops are apart at a pixel, squared, in slacks; written out, for it runs a million times a view. */
function farAt(one: Planes, other: Planes, at: number): number {
  const light = (one.light[at]! - other.light[at]!) / slack.light
  const red = (one.red[at]! - other.red[at]!) / slack.red
  const yellow = (one.yellow[at]! - other.yellow[at]!) / slack.yellow
  const item = (one.item[at]! - other.item[at]!) / slack.item
  return light * light + red * red + yellow * yellow + item * item
}

/** Gauss-Newton on the four planes, each pixel weighing less the worse it fits, so that what is missing pulls at nothing. */
function refine(
  reference: Planes,
  view: Pyramid,
  from: { readonly pose: Pose; readonly rounds: number },
): Pose {
  const size = reference.width
  let { pose } = from
  for (let round = 0; round < from.rounds; round++) {
    const step = solve(normals(reference, cropOf(view, pose, size)))
    if (!step) return pose
    const [dx, dy, zoom, turn] = step.map((each) => Math.max(-0.08, Math.min(0.08, each))) as Step
    pose = moved(pose, { dx, dy, zoom: 1 + zoom, turn })
    if (Math.max(...step.map(Math.abs)) < 2e-4) break
  }
  return pose
}

type Step = [dx: number, dy: number, zoom: number, turn: number]

interface Normals {
  /** 4 × 4, row by row. */
  readonly matrix: Float64Array
  readonly right: Float64Array
}

function normals(reference: Planes, view: Planes): Normals {
  const size = reference.width
  const sums = { matrix: new Float64Array(16), right: new Float64Array(4) }
  const slope = new Float64Array(4)
  for (let y = 1; y < size - 1; y++)
    for (let x = 1; x < size - 1; x++) {
      const at = y * size + x
      if (reference.item[at]! + view.item[at]! < 0.05) continue
      addPixel({ reference, view, at, size }, slope, sums)
    }
  return sums
}

interface Pixel {
  readonly reference: Planes
  readonly view: Planes
  readonly at: number
  readonly size: number
}

function addPixel(
  { reference, view, at, size }: Pixel,
  slope: Float64Array,
  { matrix, right }: Normals,
): void {
  const u = (at % size) / size - 0.5
  const v = Math.floor(at / size) / size - 0.5
  const weight = 1 / (1 + farAt(reference, view, at) / 4) ** 2
  for (const name of planeNames) {
    const plane = view[name]
    const gx = ((plane[at + 1]! - plane[at - 1]!) * size) / 2 / slack[name]
    const gy = ((plane[at + size]! - plane[at - size]!) * size) / 2 / slack[name]
    const off = (reference[name][at]! - plane[at]!) / slack[name]
    slope[0] = gx
    slope[1] = gy
    slope[2] = gx * u + gy * v
    slope[3] = gy * u - gx * v
    for (let row = 0; row < 4; row++) {
      right[row]! += weight * slope[row]! * off
      for (let column = 0; column < 4; column++)
        matrix[row * 4 + column]! += weight * slope[row]! * slope[column]!
    }
  }
}

/** Solves the 4 × 4 system by elimination, damped; nothing where the picture has no slopes. */
function solve({ matrix, right }: Normals): Step | undefined {
  const rows = [0, 1, 2, 3].map((row) => [...matrix.slice(row * 4, row * 4 + 4), right[row]!])
  const trace = rows.reduce((sum, row, at) => sum + row[at]!, 0)
  if (!(trace > 0)) return undefined
  rows.forEach((row, at) => {
    row[at]! += row[at]! * 1e-3 + trace * 1e-6
  })
  for (let pivot = 0; pivot < 4; pivot++)
    for (let row = 0; row < 4; row++) {
      if (row === pivot) continue
      const factor = rows[row]![pivot]! / rows[pivot]![pivot]!
      for (let column = pivot; column < 5; column++) rows[row]![column]! -= factor * rows[pivot]![column]!
    }
  return rows.map((row, at) => row[4]! / row[at]!) as Step
}
