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
import type { ClosePhoto, Lies, Looked } from '../../models/memory/recall.ts'
import type { Remembering } from '../../models/memory/remembering.ts'
import { unpackedPatches } from '../../models/memory/stored.ts'
import type { BesideSeen, BesideView, Eyes } from '../../models/port.ts'
import type { Frame } from '../kernel/frame.ts'

export interface CloserPorts {
  readonly eyes: Pick<Eyes, 'compare'>
  readonly remembering: Pick<Remembering, 'closer'>
  readonly units: Pick<UnitStore, 'quarter'>
}

/** A view that the network has seen beside units. */
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

/** Most quarters, of the model that saw the whole views, and milliseconds in which each is to be answered. */
export interface CloserWish {
  readonly most: number
  readonly model: string
  readonly limitMs: number
}

interface Doubted {
  readonly view: SeenView
  readonly quarter: Quarter
}

/** Quarters as they go to the network, each made once for an item however often it is asked for. */
export class ReadyQuarters {
  readonly #ports: Pick<CloserPorts, 'remembering' | 'units'>
  readonly #made = new Map<string, Promise<BesideView | undefined>>()

  constructor(ports: Pick<CloserPorts, 'remembering' | 'units'>) {
    this.#ports = ports
  }

  /** Undefined where the units of its view have no such quarter. */
  of(doubted: Doubted): Promise<BesideView | undefined> {
    const name = `${doubted.view.looked.token} ${doubted.quarter}`
    const made = this.#made.get(name) ?? besideOf(this.#ports, doubted)
    this.#made.set(name, made)
    return made
  }
}

/**
 * Has the network look once more, as the photograph was taken, at the quarters of an item it doubts most: what is small is lost
 * in a crop of the whole item. Each is compared as soon as its picture is there. What the network does not answer in time is left out.
 */
export async function lookCloser(
  ports: Pick<CloserPorts, 'eyes'> & { readonly quarters: ReadyQuarters },
  views: readonly SeenView[],
  wish: CloserWish,
): Promise<CloserLooks> {
  if (wish.limitMs <= 0) return { looks: [], runMs: 0 }
  const answers = await Promise.all(
    mostDoubted(views, wish.most).map((doubted) => looked(ports, doubted, wish)),
  )
  const looks = answers.flat()
  return { looks, runMs: looks.reduce((sum, { runMs }) => sum + runMs, 0) }
}

/**
 * Has the quarters made ready that would be looked at more closely were these views all: while the network is at the last view,
 * its picture is cut out.
 */
export function readyAhead(quarters: ReadyQuarters, views: readonly SeenView[], most: number): void {
  // who wants it hears of a failure
  for (const doubted of mostDoubted(views, most)) quarters.of(doubted).catch(() => {})
}

async function looked(
  { eyes, quarters }: Parameters<typeof lookCloser>[0],
  doubted: Doubted,
  { model, limitMs }: CloserWish,
): Promise<(CloserLook & { readonly runMs: number })[]> {
  const beside = await quarters.of(doubted)
  if (!beside) return []
  const compared = await eyes.compare([beside], limitMs)
  const seen = compared.status === 'done' && compared.model === model ? compared.views[0] : undefined
  if (compared.status !== 'done' || !seen) return []
  const { view, quarter } = doubted
  return [{ of: view, seen, lies: liesIn(view.looked.lies, quarter), runMs: compared.runMs }]
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
  { remembering, units }: Pick<CloserPorts, 'remembering' | 'units'>,
  { view, quarter }: Doubted,
): Promise<BesideView | undefined> {
  const { frame, looked } = view
  const photo: ClosePhoto = { token: looked.token, photo: frame.bytes }
  const [crop] = await remembering.closer(photo, [quarter])
  const references = looked.beside.flatMap((unit) => units.quarter(unit, frame.role, quarter) ?? [])
  if (!crop || references.length === 0) return undefined
  return { role: frame.role, crop, references: references.map(unpackedPatches), inPlace: true }
}

function liesIn(lies: Lies, quarter: Quarter): Lies {
  return { ...lies, pose: quarterOf(lies.pose, quarter), item: lies.item / quarterShare }
}
