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
  /** Whether that is sure enough to take no photographs with it (ES8). */
  readonly refused?: true
  /** Pixels of its upright photographs; absent until one was looked at. */
  readonly size?: { readonly width: number; readonly height: number }
}

/** Holds the first picture of each camera, and one now and then, against the empty stages. */
export class CameraWatch {
  readonly #book: CameraBook
  readonly #clock: Clock
  readonly #changed: () => void
  readonly #seen = new Map<CameraRole, { looked: number; misfits: number; sight: CameraSight }>()
  readonly #busy = new Map<CameraRole, Promise<void>>()

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

  /** The camera was lost: whoever mended it may have put another cable in, so its next picture is looked at. */
  lookAgain(role: CameraRole): void {
    const before = this.#seen.get(role)
    if (before) this.#seen.set(role, { ...before, looked: Number.NEGATIVE_INFINITY })
  }

  /** Looks at a frame if it is time to, and has looked when it resolves; never rejects, and looks at one frame a camera at a time. */
  async saw(frame: Seen): Promise<void> {
    const { role } = frame
    for (let busy = this.#busy.get(role); busy; busy = this.#busy.get(role)) await busy
    if (!this.#due(role)) return
    const look = this.#look(frame).finally(() => this.#busy.delete(role))
    this.#busy.set(role, look)
    await look
  }

  #due(role: CameraRole): boolean {
    const before = this.#seen.get(role)
    if (!before || before.misfits > 0 || before.sight.sees) return true
    return this.#clock.ticks() - before.looked >= lookEveryMs
  }

  async #look({ role, bytes, device }: Seen): Promise<void> {
    const [view, size] = await Promise.all([stageOf(bytes), sizeOf(bytes)])
    if (view && size) this.#compare({ role, device }, { view, size }, await this.#book.all())
  }

  #compare(
    { role, device }: Pick<Seen, 'role' | 'device'>,
    { view, size }: { readonly view: Stage; readonly size: Size },
    notes: ReadonlyMap<CameraRole, CameraNotes>,
  ): void {
    const before = this.#seen.get(role)
    const own = notes.get(role)?.stage
    const misfits = !own || fitsStage(view, own.picture) ? 0 : (before?.misfits ?? 0) + 1
    const fit = !own ? 'unchecked' : misfits >= misfitsToTell ? 'changed' : 'fits'
    const sees = own && otherSeen(view, role, notes)
    const other = sees && notes.get(sees)?.stage
    const refused = own && other && provesSwap({ view, device }, own, other)
    const sight: CameraSight = {
      ...{ fit, size },
      ...(sees ? { sees } : {}),
      ...(refused ? { refused } : {}),
    }
    this.#seen.set(role, { looked: this.#clock.ticks(), misfits, sight })
    const said = ({ fit, sees, refused }: CameraSight) => [fit, sees, refused].join()
    if (!before || said(before.sight) !== said(sight)) this.#changed()
  }
}

type Seen = Pick<Frame, 'role' | 'bytes' | 'device'>
type Size = NonNullable<CameraSight['size']>
type KnownStage = NonNullable<CameraNotes['stage']>

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

/** Stages taken with other cameras are no proof; nor is another shape of its pictures, which makes them unlike its own stage altogether. */
function provesSwap(
  { view, device }: { readonly view: Stage; readonly device: string },
  own: KnownStage,
  other: KnownStage,
): boolean {
  const sameShape = view.width === own.picture.width && view.height === own.picture.height
  return [own.camera, other.camera].includes(device) && (sameShape || fitsStage(view, other.picture))
}
