import type { CameraRole } from '../../main/kernel/frame.ts'
import type { Patches } from '../port.ts'
import { type First, FirstUnits, laidAlike } from './alike.ts'
import { besideOf } from './beside.ts'
import { type Close, quarterCrop } from './closer.ts'
import { type Described, describe } from './describe.ts'
import { byPlace, classicApart, type Held, type Judgement, judged, type Memory, memoryFrom } from './judge.ts'
import type { Reference } from './memory.ts'
import type { Photographed, Shown } from './photograph.ts'
import type { KeptView } from './port.ts'
import type { Pose } from './pose.ts'
import type { Quarter } from './quarters.ts'
import { type ItemView, withinOf } from './raster.ts'
import type { Spread } from './spread.ts'
import { unpacked, usableOf, withPatches } from './stored.ts'
import type { ToldBeside } from './told-patches.ts'

/** What is known of one role of a SKU, to be learnt once and asked often. */
export interface Lesson {
  /** Names SKU, role and state of the units: another state is another lesson. */
  readonly key: string
  readonly role: CameraRole
  /** The first unit, which views are laid over. */
  readonly first: Photographed
  readonly views: readonly (Pick<KeptView, 'bank' | 'cells'> & { readonly unit: string })[]
  /** The bank that is wanted, see bankOf. */
  readonly bank: string
}

/** How many units a lesson holds, and how many of them can be laid beside a view for the network. */
export interface Learnt {
  readonly units: number
  readonly beside: number
}

/** A view laid over what is known, before anybody has judged it. */
export interface Looked {
  /** Names the view until it is judged. */
  readonly token: number
  readonly crop: Uint8Array
  /** What a network said of the units chosen to be laid beside it, best first. */
  readonly references: readonly Patches[]
  /** Which units those are. */
  readonly beside: readonly string[]
  readonly inPlace: boolean
  /** Whole units known of this role. */
  readonly units: number
  readonly lies: Lies
}

/** The same without what was told before of its references. */
export type ToldLook = Omit<Looked, keyof ToldBeside> & ToldBeside

/** Where a crop lies in its photograph. */
export interface Lies {
  /** In pixels of the photograph as it was looked at, `width` × `height`. */
  readonly pose: Pose
  readonly width: number
  readonly height: number
  /** Pixels of the photograph as it was taken for one as it was looked at. */
  readonly scale: number
  /** Share of the crop that is item, 0..1. */
  readonly item: number
}

/** Views kept at once over all lessons: about 0.4 MB each, with patches. */
const mostViews = 400
/** Lessons whose spreads are remembered. */
const mostSpreads = 2_000
/** Views looked at and never judged are forgotten beyond this: those of an item of five cameras, each taken anew five times. */
const mostLooked = 30
/** Views kept to be looked at more closely, about 1 MB each: those of one item, whose cameras are five at most, and as many that were taken anew. */
const mostClose = 10

interface Known {
  readonly memory: Memory
  readonly first: First
  readonly patches: ReadonlyMap<Reference, Patches>
  readonly units: ReadonlyMap<Reference, string>
}

interface Pending {
  readonly view: Held
  readonly size: { readonly width: number; readonly height: number }
  readonly known: Known
}

/** A view that was looked at, and its photograph as it was taken. */
export interface ClosePhoto {
  readonly token: number
  readonly photo: Uint8Array
}

/** The lessons of the thread: the first unit laid, all units compared with each other, once for each state of a SKU. */
export class Recall {
  readonly #lessons = new Map<string, Known>()
  readonly #looked = new Map<number, Pending>()
  readonly #close = new Map<number, Close>()
  readonly #spreads = new Map<string, Map<string, Spread>>()
  #lastToken = 0
  readonly #firsts = new FirstUnits()

  /** Makes the cells of one more whole unit, laid over the first one known from this role, or over itself; `closer` with its quarters. */
  async describe(one: Photographed, first: Photographed | undefined, closer = false): Promise<Described> {
    return describe(one, first && (await this.#firsts.of(first)), closer)
  }

  /** Undefined where the first photograph shows no single item any more. */
  async learn({ key, first, views, bank }: Lesson): Promise<Learnt | undefined> {
    const laidOver = await this.#firsts.of(first)
    if (!laidOver) return undefined
    const patches = new Map<Reference, Patches>()
    const units = new Map<Reference, string>()
    const references = views.flatMap((each) => {
      const usable = usableOf(each.bank, bank)
      // empty cells: the photograph could not be read when they were to be made anew
      if (usable === 'nothing' || each.cells.length === 0) return []
      const read = unpacked(each.cells, usable)
      if (read.patches) patches.set(read.reference, read.patches)
      units.set(read.reference, each.unit)
      return [read.reference]
    })
    if (references.length === 0) return undefined
    const memory = memoryFrom(laidOver.start, references, this.#spreadsOf(key))
    this.#lessons.delete(key)
    this.#lessons.set(key, { memory, patches, units, first: laidOver })
    this.#forgetOldest()
    comparedAhead(memory)
    return { units: references.length, beside: patches.size }
  }

  /** `forgotten` where the lesson is not known (any more); undefined where no single item is to be seen. `seen` hears of the view as soon as its item is cut out. Of units that are `told` already no references are told again. */
  async look(
    key: string,
    { most, told = [], ...one }: Shown & { readonly most: number; readonly told?: readonly string[] },
    seen?: (view: ItemView) => void,
  ): Promise<ToldLook | 'forgotten' | undefined> {
    const known = this.#lessons.get(key)
    if (!known) return 'forgotten'
    const { memory, patches, units, first } = known
    const laid = await laidAlike(one, first, seen)
    if (typeof laid === 'string') return undefined
    const { view, prepared } = laid
    const { rgb, ...kept } = prepared
    const { width, height } = withinOf(view)
    const held = { ...kept, apart: classicApart(kept, memory) }
    const token = ++this.#lastToken
    this.#looked.set(token, { view: held, size: { width, height }, known })
    this.#close.set(token, { view, pose: prepared.pose })
    for (const old of this.#looked.keys()) if (old <= token - mostLooked) this.#looked.delete(old)
    for (const old of this.#close.keys()) if (old <= token - mostClose) this.#close.delete(old)
    const { pose, item } = kept
    const chosen = besideOf(held, memory, most).filter((each) => patches.has(each))
    const beside = chosen.map((each) => units.get(each)!)
    return {
      ...{ token, crop: rgb, inPlace: byPlace(kept, memory), units: memory.references.length },
      references: chosen.map((each, at) => (told.includes(beside[at]!) ? undefined : patches.get(each))),
      beside,
      lies: { pose, width, height, scale: view.scale, item },
    }
  }

  /** Quarters of a view of the item looked at last, out of its photograph, as a network takes them; none of one that is not known any more. */
  async closer({ token, photo }: ClosePhoto, which: readonly Quarter[]): Promise<readonly Uint8Array[]> {
    const close = this.#close.get(token)
    return close ? Promise.all(which.map((quarter) => quarterCrop(photo, close, quarter))) : []
  }

  /** Judges a view that was looked at, with a network's patches of its crop where there are any. Once a token. */
  judge(token: number, patches?: Patches): Judgement | undefined {
    const pending = this.#looked.get(token)
    this.#looked.delete(token)
    if (!pending) return undefined
    const { view, known, size } = pending
    return judged(patches ? withPatches(view, patches) : view, known.memory, size)
  }

  /** What the units of a lesson say of each other stays when the lesson is forgotten: it took longest, and is a few numbers. */
  #spreadsOf(key: string): Map<string, Spread> {
    const known = this.#spreads.get(key) ?? new Map<string, Spread>()
    this.#spreads.delete(key)
    this.#spreads.set(key, known)
    for (const oldest of this.#spreads.keys())
      if (this.#spreads.size > mostSpreads) this.#spreads.delete(oldest)
    return known
  }

  #forgetOldest(): void {
    const count = () =>
      [...this.#lessons.values()].reduce((sum, { memory }) => sum + memory.references.length, 0)
    for (const key of this.#lessons.keys()) {
      if (count() <= mostViews || this.#lessons.size === 1) return
      this.#lessons.delete(key)
    }
  }
}

/** Compares all units with each other now, so that the first view need not wait for it. */
function comparedAhead(memory: Memory): void {
  const { references, laid } = memory
  const banks = Math.min(...references.map((each) => each.banks.length))
  for (let count = 1; count <= banks; count++) memory.spread(laid.length > 0, count)
}
