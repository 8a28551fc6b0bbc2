import type { CameraRole } from '../../main/kernel/frame.ts'
import type { Patches } from '../port.ts'
import { besideOf } from './beside.ts'
import { type Contour, contoursOf } from './contour.ts'
import { byPlace, classicApart, type Held, type Judgement, judged, type Memory, memoryFrom } from './judge.ts'
import { type Prepared, prepare, type Reference, type Start, startOf } from './memory.ts'
import { type NoItem, type Photographed, type PhotoView, viewOf } from './photograph.ts'
import type { KeptView } from './port.ts'
import type { Pose } from './pose.ts'
import type { Spread } from './spread.ts'
import { bankOf, packed, packedCut, unpacked, usableOf, withPatches } from './stored.ts'

/** A photograph ready to be kept, or why it cannot be. */
export type Described =
  | {
      readonly kind: 'described'
      readonly view: Omit<KeptView, 'role'>
      readonly registered: boolean
      readonly quality: number
      /** The lines around the item as it was cut out. */
      readonly outline: readonly Contour[]
      /** Its crop as a network takes it (memory.ts: Prepared). */
      readonly crop: Uint8Array
    }
  | { readonly kind: 'refused'; readonly why: NoItem }

/** What is known of one role of a SKU, to be learnt once and asked often. */
export interface Lesson {
  /** Names SKU, role and state of the units: another state is another lesson. */
  readonly key: string
  readonly role: CameraRole
  /** The first unit, which views are laid over. */
  readonly first: Photographed
  readonly views: readonly Pick<KeptView, 'bank' | 'cells'>[]
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
  readonly inPlace: boolean
  /** Whole units known of this role. */
  readonly units: number
  readonly lies: Lies
}

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

/** Views kept at once over all lessons: about 0.35 MB each, with patches. */
const mostViews = 400
/** Lessons whose spreads are remembered. */
const mostSpreads = 2_000
/** Views looked at and never judged are forgotten beyond this. */
const mostLooked = 16

/** The first unit as others are laid over it. */
interface First {
  readonly start: Start
  /** Whether it was cut out by the empty stage: what is laid over it is cut out alike. */
  readonly byStage: boolean
}

interface Known {
  readonly memory: Memory
  readonly byStage: boolean
  readonly patches: ReadonlyMap<Reference, Patches>
}

interface Pending {
  readonly view: Held
  readonly size: { readonly width: number; readonly height: number }
  readonly known: Known
}

/** The lessons of the thread: the first unit laid, all units compared with each other, once for each state of a SKU. */
export class Recall {
  readonly #lessons = new Map<string, Known>()
  readonly #looked = new Map<number, Pending>()
  readonly #spreads = new Map<string, Map<string, Spread>>()
  #lastToken = 0
  #first: { readonly photo: Uint8Array; readonly known: First } | undefined

  /** Makes the cells of one more whole unit, laid over the first one known from this role, or over itself, and cut out as that was. */
  async describe(one: Photographed, first: Photographed | undefined): Promise<Described> {
    const known = first && (await this.#firstAt(first))
    const view = await viewOf(known?.byStage === false ? byColour(one) : one)
    if (typeof view === 'string') return { kind: 'refused', why: view }
    const prepared = laidAlike(prepare(view, known?.start ?? startOf(view)), view, known?.byStage)
    const { registered, quality, rgb } = prepared
    return {
      ...{ kind: 'described' as const, registered, quality, outline: contoursOf(view), crop: rgb },
      view: {
        ...{ photo: one.photo, bank: bankOf(), cells: packed(prepared) },
        ...(view.cut ? { cut: packedCut(view.cut) } : {}),
      },
    }
  }

  /** The last start is kept: units are taught one after another, all laid over the same first one. */
  async #firstAt(first: Photographed): Promise<First | undefined> {
    if (this.#first && Buffer.compare(this.#first.photo, first.photo) === 0) return this.#first.known
    const view = await viewOf(first)
    if (typeof view === 'string') return undefined
    const known = { start: startOf(view), byStage: view.cut !== undefined }
    this.#first = { photo: first.photo, known }
    return known
  }

  /** Undefined where the first photograph shows no single item any more. */
  async learn({ key, first, views, bank }: Lesson): Promise<Learnt | undefined> {
    const laidOver = await this.#firstAt(first)
    if (!laidOver) return undefined
    const { start, byStage } = laidOver
    const patches = new Map<Reference, Patches>()
    const references = views.flatMap((each) => {
      const usable = usableOf(each.bank, bank)
      // empty cells: the photograph could not be read when they were to be made anew
      if (usable === 'nothing' || each.cells.length === 0) return []
      const read = unpacked(each.cells, usable)
      if (read.patches) patches.set(read.reference, read.patches)
      return [read.reference]
    })
    if (references.length === 0) return undefined
    const memory = memoryFrom(start, references, this.#spreadsOf(key))
    this.#lessons.delete(key)
    this.#lessons.set(key, { memory, patches, byStage })
    this.#forgetOldest()
    comparedAhead(memory)
    return { units: references.length, beside: patches.size }
  }

  /** `forgotten` where the lesson is not known (any more); undefined where no single item is to be seen. */
  async look(
    key: string,
    { most, ...one }: Photographed & { readonly most: number },
  ): Promise<Looked | 'forgotten' | undefined> {
    const known = this.#lessons.get(key)
    if (!known) return 'forgotten'
    const { memory, patches, byStage } = known
    const view = await viewOf(byStage ? one : byColour(one))
    if (typeof view === 'string') return undefined
    const prepared = laidAlike(prepare(view, memory.start), view, byStage)
    const { width, height } = view.raster
    const held = { ...prepared, apart: classicApart(prepared, memory) }
    const token = ++this.#lastToken
    this.#looked.set(token, { view: held, size: { width, height }, known })
    for (const old of this.#looked.keys()) if (old <= token - mostLooked) this.#looked.delete(old)
    const { pose, crop, rgb } = prepared
    const item = shareOf(crop.item)
    return {
      ...{ token, crop: rgb, inPlace: byPlace(prepared, memory), units: memory.references.length },
      references: besideOf(held, memory, most).flatMap((each) => patches.get(each) ?? []),
      lies: { pose, width, height, scale: view.scale, item },
    }
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

/** Without what is known of the stage: the other way of cutting goes by colour alone, and the two differ along every outline. */
function byColour({ photo }: Photographed): Photographed {
  return { photo }
}

/** What was cut out another way than the first unit may lie over it, but is never sure to. */
function laidAlike(prepared: Prepared, { cut }: PhotoView, byStage: boolean | undefined): Prepared {
  return byStage && !cut ? { ...prepared, registered: false } : prepared
}

function shareOf(item: Float32Array): number {
  let sum = 0
  for (let at = 0; at < item.length; at++) sum += item[at]!
  return sum / item.length
}

/** Compares all units with each other now, so that the first view need not wait for it. */
function comparedAhead(memory: Memory): void {
  const { references, laid } = memory
  const banks = Math.min(...references.map((each) => each.banks.length))
  for (let count = 1; count <= banks; count++) memory.spread(laid.length > 0, count)
}
