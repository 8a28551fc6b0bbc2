import { emptyPlanes, type Planes } from './planes.ts'
import { cropInto, cropOf, moved, type Pose, type Pyramid } from './pose.ts'
import { farAt, refine } from './refine.ts'

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
/** At the coarse size only the right place of a whole unit agrees so well: no other needs to be tried. */
const surely = 0.85
/** How much worse the same view must agree when it is laid aside: a paper's grain gains under 0.02, an item's outline 0.1 and more. */
const leastGain = 0.05

export function anchorOf(pyramid: Pyramid, pose: Pose): Anchor {
  return { pose, coarse: cropOf(pyramid, pose, coarseSize), fine: cropOf(pyramid, pose, fineSize) }
}

/** The crops of poses that are only tried, written over by the next one: a hundred thousand numbers a pose keep the collector busy. */
const [coarse, fine] = [coarseSize, fineSize].map((size) => emptyPlanes(size, size)) as [Planes, Planes]

/** Lays a view over the anchor: `start` is where the view's own item is, `scale` its photograph's size beside the anchor's. */
export function register(anchor: Anchor, view: Pyramid, { start, scale }: Lying): Registration {
  const rough = roughly(anchor, view, { start, scale })
  const pose = refine(anchor.fine, view, { pose: rough, rounds: 15, scratch: fine })
  const quality = agreement(anchor.fine, cropInto(view, pose, fine))
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

interface Lying {
  readonly start: Pose
  readonly scale: number
}

/** Where the view lies at the coarse size: first as a rig that holds still would show it, and only else wherever it might. */
function roughly(anchor: Anchor, view: Pyramid, lying: Lying): Pose {
  const told = (pose: Pose) => ({ pose, quality: agreement(anchor.coarse, cropInto(view, pose, coarse)) })
  const better = (a: Tried, b: Tried) => b.quality - a.quality
  const refined = ({ pose }: Tried) =>
    told(refine(anchor.coarse, view, { pose, rounds: 12, scratch: coarse }))
  const still = [stillOf(anchor, lying.scale), { ...lying.start, angle: 0 }]
    .map(told)
    .sort(better)
    .map(refined)
  const [near] = still.sort(better)
  if (near!.quality >= surely) return near!.pose
  const tried = startsOf(anchor, lying).map(told).sort(better).slice(0, 4).map(refined).sort(better)
  return tried[0]!.pose
}

interface Tried {
  readonly pose: Pose
  readonly quality: number
}

/** A rig holds still: the same place of the photograph is the likeliest of all, however much of the item is missing. */
function stillOf({ pose }: Anchor, scale: number): Pose {
  return { x: pose.x * scale, y: pose.y * scale, side: pose.side * scale, angle: 0 }
}

/** Where the view's crop might lie: around its item, at the rig's scale and at the item's own, at 24 turns. */
function startsOf(anchor: Anchor, { start, scale }: Lying): Pose[] {
  const still = stillOf(anchor, scale)
  const sides = [still.side, start.side]
  const turns = Array.from({ length: 24 }, (_, at) => (at * Math.PI) / 12)
  const around = sides.flatMap((side) => turns.map((angle) => ({ ...start, side, angle })))
  const shifts = [-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3]
  const near = shifts.flatMap((dx) =>
    shifts.flatMap((dy) => [-0.12, 0, 0.12].map((turn) => moved(still, { dx, dy, zoom: 1, turn }))),
  )
  return [...around, ...near]
}

/** How well the view agrees when it is laid aside; where all is item, only over what both show of it. */
function agreementAside(reference: Planes, view: Pyramid, pose: Pose): number {
  const aside = cropInto(view, moved(pose, { dx: 0.15, dy: 0.15, zoom: 1, turn: 0 }), fine)
  const whole = sumOf(reference.item) > 0.95 * reference.item.length
  if (!whole) return agreement(reference, aside)
  const item = reference.item.map((share, at) => Math.min(share, aside.item[at]!))
  return agreement({ ...reference, item }, { ...aside, item })
}

/** Not by reduce(), which makes an object of every sum. */
function sumOf(values: Float32Array): number {
  let sum = 0
  for (let at = 0; at < values.length; at++) sum += values[at]!
  return sum
}

/** Share of the joint area of two crops of one size where all four planes agree, softly; 0 where neither has an item. */
export function agreement(reference: Planes, view: Planes): number {
  let agreed = 0
  let area = 0
  const { item } = reference
  for (let at = 0; at < item.length; at++) {
    const joint = Math.max(item[at]!, view.item[at]!)
    if (joint < 0.05) continue
    agreed += joint / (1 + farAt(reference, view, at) / 4)
    area += joint
  }
  return area > 0 ? agreed / area : 0
}
