import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { stageOf } from '../../models/picture/stage.ts'
import { takePlace, writeNew } from '../../models/registry/durable.ts'
import { fileFault } from '../kernel/file-fault.ts'
import { type CameraRole, cameraRoles, type Frame, type Stage } from '../kernel/frame.ts'

const size = { width: z.int().min(1), height: z.int().min(1) }
const millimetres = z.number().positive()

/** Which camera it is of, when it was made and by whom. */
const made = { camera: z.string(), at: z.number(), by: z.string() }
const stageSchema = z.strictObject({ ...made, photo: z.string().regex(/^[a-z]+-[0-9a-z]+\.(jpg|png)$/) })
/** Absent in pages of before plane and lens were kept: those have the mean alone. */
const lensKeys = {
  plane: z.strictObject({ toMm: z.array(z.number()).length(9).readonly(), bend: z.number() }).exactOptional(),
  lens: z.enum(['told', 'untold']).exactOptional(),
}
const scaleSchema = z.strictObject({
  ...made,
  ...size,
  mmPerPixel: millimetres,
  least: millimetres,
  most: millimetres,
  residual: z.number().min(0),
  corners: z.int(),
  covers: z.number(),
  rulerMm: millimetres,
  ...lensKeys,
})
const pageSchema = z.strictObject({
  format: z.literal('regrade-camera/1'),
  stage: stageSchema.exactOptional(),
  scale: scaleSchema.exactOptional(),
})
export type StageNote = z.infer<typeof stageSchema>
export type ScaleNote = z.infer<typeof scaleSchema>
type Page = z.infer<typeof pageSchema>

/** What the station knows of one view of its rig. */
export interface CameraNotes {
  readonly stage?: StageNote & { readonly picture: Stage }
  readonly scale?: ScaleNote
}

/**
 * What people have taught the station about its cameras: the empty stage each sees, and the size of its pixels. One small
 * file a role in the data folder, beside the photograph it names; each change is on the disk when the call returns.
 */
export class CameraBook {
  readonly #folder: string
  readonly #pages = new Map<CameraRole, Promise<CameraNotes>>()

  constructor(folder: string) {
    this.#folder = folder
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
    } catch (thrown) {
      throw fileFault(thrown, folder)
    }
  }

  /** Never rejects: what cannot be read is not known, and is taken again. */
  notes(role: CameraRole): Promise<CameraNotes> {
    const known = this.#pages.get(role) ?? this.#read(role)
    this.#pages.set(role, known)
    return known
  }

  /** What a camera sees with nothing there; undefined where nobody took it, or with another camera. */
  async stageOf({ role, device }: Pick<Frame, 'role' | 'device'>): Promise<Stage | undefined> {
    const { stage } = await this.notes(role)
    return stage && stage.camera === device ? stage.picture : undefined
  }

  async all(): Promise<ReadonlyMap<CameraRole, CameraNotes>> {
    const pages = await Promise.all(cameraRoles.map(async (role) => [role, await this.notes(role)] as const))
    return new Map(pages)
  }

  /** Keeps the photograph of an empty stage. Faults of the disk are thrown, and the stage before stays. */
  async keepStage(role: CameraRole, note: Omit<StageNote, 'photo'>, photo: Uint8Array): Promise<void> {
    const name = `${role}-${Math.round(note.at).toString(36)}.${photo[0] === 0x89 ? 'png' : 'jpg'}`
    const { stage: _old, ...page } = this.#page(role)
    this.#write(join(this.#folder, name), photo)
    this.#keep(role, { ...page, stage: { ...note, photo: name } })
    this.#forgetPhotos(role, name)
    await this.notes(role)
  }

  async keepScale(role: CameraRole, scale: ScaleNote): Promise<void> {
    const { scale: _old, ...page } = this.#page(role)
    this.#keep(role, { ...page, scale })
    await this.notes(role)
  }

  /** The photograph a stage was taken from; undefined where there is none. */
  photo(role: CameraRole): Uint8Array | undefined {
    const { stage } = this.#page(role)
    return stage && readOr(join(this.#folder, stage.photo))
  }

  async #read(role: CameraRole): Promise<CameraNotes> {
    const { stage, scale } = this.#page(role)
    const bytes = stage && readOr(join(this.#folder, stage.photo))
    const picture = bytes && (await stageOf(bytes))
    return { ...(stage && picture ? { stage: { ...stage, picture } } : {}), ...(scale ? { scale } : {}) }
  }

  #page(role: CameraRole): Page {
    const empty: Page = { format: 'regrade-camera/1' }
    const bytes = readOr(join(this.#folder, `${role}.json`))
    if (!bytes) return empty
    try {
      return pageSchema.parse(JSON.parse(Buffer.from(bytes).toString()))
    } catch {
      return empty
    }
  }

  #keep(role: CameraRole, page: Page): void {
    this.#write(join(this.#folder, `${role}.json`), JSON.stringify(page, undefined, 2))
    this.#pages.delete(role)
  }

  /** The old file or the new one, whenever the power goes. */
  #write(file: string, content: string | Uint8Array): void {
    const fresh = `${file}.new`
    try {
      rmSync(fresh, { force: true })
      writeNew(fresh, content)
      takePlace(fresh, file)
    } catch (thrown) {
      throw fileFault(thrown, file)
    }
  }

  #forgetPhotos(role: CameraRole, kept: string): void {
    const old = readdirSync(this.#folder).filter(
      (name) => name.startsWith(`${role}-`) && name !== kept && !name.endsWith('.json'),
    )
    for (const name of old) rmSync(join(this.#folder, name), { force: true })
  }
}

function readOr(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}
