import sharp from 'sharp'
import { fitsStage, stageOf, unlikeness } from '../../models/picture/stage.ts'
import type { Clock } from '../kernel/clock.ts'
import type { CameraRole, Frame, Stage } from '../kernel/frame.ts'
import type { CameraBook, CameraNotes } from './camera-book.ts'

/** Milliseconds between two looks at a camera that fits its stage; one that does not is looked at every time. */
const lookEveryMs = 60_000
/** Looks in a row that must not fit: one hand over the border is no moved camera. */
const misfitsToTell = 3
/** Another role's stage is what a camera sees where it is less unlike by this much, and by this part; drawn benches with items on them differ by 0.23 and more. */
const clearlyLess = 0.12
const clearPart = 0.7

/** What was seen of a camera since the station started. */
export interface CameraSight {
  /** Whether its pictures still have the border of its empty stage. */
  readonly fit: 'fits' | 'changed' | 'unchecked'
  /** The role whose stage this camera sees instead of its own: cables or roles are swapped. */
  readonly sees?: CameraRole
  /** Pixels of its upright photographs; absent until one was looked at. */
  readonly size?: { readonly width: number; readonly height: number }
}

/** Holds the first picture of each camera, and one now and then, against the empty stages. */
export class CameraWatch {
  readonly #book: CameraBook
  readonly #clock: Clock
  readonly #changed: () => void
  readonly #seen = new Map<CameraRole, { looked: number; misfits: number; sight: CameraSight }>()
  readonly #busy = new Set<CameraRole>()

  constructor(book: CameraBook, clock: Clock, changed: () => void) {
    this.#book = book
    this.#clock = clock
    this.#changed = changed
  }

  sight(role: CameraRole): CameraSight {
    return this.#seen.get(role)?.sight ?? { fit: 'unchecked' }
  }

  /** A new stage or another camera: what was seen before says nothing of it. */
  forget(role: CameraRole): void {
    this.#seen.delete(role)
  }

  /** Looks at a frame if it is time to; never rejects, and at one frame a camera at a time. */
  async saw(frame: Pick<Frame, 'role' | 'bytes' | 'device'>): Promise<void> {
    const { role } = frame
    const before = this.#seen.get(role)
    const due = !before || before.misfits > 0 || this.#clock.ticks() - before.looked >= lookEveryMs
    if (!due || this.#busy.has(role)) return
    this.#busy.add(role)
    try {
      const [view, size] = await Promise.all([stageOf(frame.bytes), sizeOf(frame.bytes)])
      if (view && size) this.#compare(role, { view, size }, await this.#book.all())
    } finally {
      this.#busy.delete(role)
    }
  }

  #compare(
    role: CameraRole,
    { view, size }: { readonly view: Stage; readonly size: Size },
    notes: ReadonlyMap<CameraRole, CameraNotes>,
  ): void {
    const before = this.#seen.get(role)
    const own = notes.get(role)?.stage
    const misfits = !own || fitsStage(view, own.picture) ? 0 : (before?.misfits ?? 0) + 1
    const fit = !own ? 'unchecked' : misfits >= misfitsToTell ? 'changed' : 'fits'
    const sees = own && otherSeen(view, role, notes)
    const sight = { fit, size, ...(sees ? { sees } : {}) } as const
    this.#seen.set(role, { looked: this.#clock.ticks(), misfits, sight })
    if (before?.sight.fit !== sight.fit || before.sight.sees !== sight.sees) this.#changed()
  }
}

type Size = NonNullable<CameraSight['size']>

/** Upright, from the header alone; undefined for what is no photograph. */
export async function sizeOf(photo: Uint8Array): Promise<Size | undefined> {
  const header = await sharp(photo)
    .metadata()
    .catch(() => undefined)
  return header && { width: header.autoOrient.width, height: header.autoOrient.height }
}

function otherSeen(
  view: Stage,
  role: CameraRole,
  notes: ReadonlyMap<CameraRole, CameraNotes>,
): CameraRole | undefined {
  const all = [...notes].flatMap(([of, { stage }]) =>
    stage ? [{ of, unlike: unlikeness(view, stage.picture) }] : [],
  )
  const own = all.find(({ of }) => of === role)?.unlike ?? 0
  const [best] = all.toSorted((a, b) => a.unlike - b.unlike)
  const clear = best && best.unlike < own * clearPart && own - best.unlike > clearlyLess
  return clear ? best.of : undefined
}
