import { cropSize } from '../../models/memory/cells.ts'
import type { UnitStore } from '../../models/memory/port.ts'
import {
  doubtIn,
  type Quarter,
  quarterOf,
  quarterShare,
  quarters,
  worthCloser,
} from '../../models/memory/quarters.ts'
import type { Lies, Looked } from '../../models/memory/recall.ts'
import type { Remembering } from '../../models/memory/remembering.ts'
import { unpackedPatches } from '../../models/memory/stored.ts'
import type { BesideSeen, BesideView, Eyes } from '../../models/port.ts'
import type { Frame } from '../kernel/frame.ts'

export interface CloserPorts {
  readonly eyes: Pick<Eyes, 'compare'>
  readonly remembering: Pick<Remembering, 'closer'>
  readonly units: Pick<UnitStore, 'quarter'>
}

/** A view that the network has seen beside units, and that nobody has judged yet. */
export interface SeenView {
  readonly frame: Frame
  readonly looked: Looked
  readonly seen: BesideSeen
}

/** A part of a view that the network saw once more, larger. */
export interface CloserLook {
  readonly of: SeenView
  readonly seen: BesideSeen
  /** Where the part lies. */
  readonly lies: Lies
}

/** What the network said of the parts, and how long it ran for them. */
export interface CloserLooks {
  readonly looks: readonly CloserLook[]
  readonly runMs: number
}

const nothing: CloserLooks = { looks: [], runMs: 0 }

interface Doubted {
  readonly view: SeenView
  readonly quarter: Quarter
}

/**
 * Has the network look once more, as the photograph was taken, at the quarters of an item it doubts most: what is small is lost
 * in a crop of the whole item. Pictures are asked for before the first wait, for judging a view forgets them. Nothing where
 * the network does not answer in time.
 */
export async function lookCloser(
  ports: CloserPorts,
  views: readonly SeenView[],
  { most, model, limitMs }: { readonly most: number; readonly model: string; readonly limitMs: number },
): Promise<CloserLooks> {
  const doubted = mostDoubted(views, most)
  const asked = await Promise.all(doubted.map((each) => besideOf(ports, each)))
  const there = asked.flatMap((beside, at) => (beside ? [{ ...doubted[at]!, beside }] : []))
  if (there.length === 0 || limitMs <= 0) return nothing
  const compared = await ports.eyes.compare(
    there.map(({ beside }) => beside),
    limitMs,
  )
  if (compared.status !== 'done' || compared.model !== model) return nothing
  const looks = there.map(({ view, quarter }, at) => ({
    ...{ of: view, seen: compared.views[at]! },
    lies: liesIn(view.looked.lies, quarter),
  }))
  return { looks, runMs: compared.runMs }
}

/** The quarters in which the network found most that may be damage, over all views that show more than their crops do. */
export function mostDoubted(views: readonly SeenView[], most: number): readonly Doubted[] {
  return views
    .filter(({ looked }) => looked.inPlace && worthCloser(looked.lies, cropSize))
    .filter(({ seen }) => seen.difference.length > 0)
    .flatMap((view) =>
      quarters.map((quarter) => ({ view, quarter, doubt: doubtIn(view.seen.difference, quarter) })),
    )
    .sort((a, b) => b.doubt - a.doubt)
    .slice(0, most)
}

/** The quarter beside those of the units that its view was laid beside; undefined where they have none. */
async function besideOf(
  { remembering, units }: CloserPorts,
  { view: { frame, looked }, quarter }: Doubted,
): Promise<BesideView | undefined> {
  const [crop] = await remembering.closer(looked.token, [quarter])
  const references = looked.beside.flatMap((unit) => units.quarter(unit, frame.role, quarter) ?? [])
  if (!crop || references.length === 0) return undefined
  return { role: frame.role, crop, references: references.map(unpackedPatches), inPlace: true }
}

function liesIn(lies: Lies, quarter: Quarter): Lies {
  return { ...lies, pose: quarterOf(lies.pose, quarter), item: lies.item / quarterShare }
}
