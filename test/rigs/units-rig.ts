import sharp from 'sharp'
import type { CameraRole, Frame } from '../../main/kernel/frame.ts'
import { KnownUnits } from '../../main/station/known-units.ts'
import { keepUnit } from '../../main/station/teach.ts'
import type { UnitStore } from '../../models/memory/port.ts'
import type { Remembering } from '../../models/memory/remembering.ts'
import { bankOf, packedWith } from '../../models/memory/stored.ts'
import { rounded } from '../../models/patches.ts'
import type { BesideView, Compared, Eyes, Patches } from '../../models/port.ts'
import { type Drawn, thing } from './drawn-units.ts'
import { handClock } from './hand-clock.ts'

/** A photograph of a drawn thing, as a camera gives it; `times` as large as it was drawn. */
export async function frameOf(drawn: Drawn, role: CameraRole = 'top', times = 1): Promise<Frame> {
  const { width, height, pixels } = thing(drawn).raster
  const bytes = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .resize(width * times, height * times, { kernel: 'linear' })
    .png()
    .toBuffer()
  return { role, bytes, mediaType: 'image/png', device: role, takenAt: 1 }
}

/** Keeps whole things of a SKU, each a little aside, in one role. */
export async function teachThings(
  units: UnitStore,
  remembering: Remembering,
  {
    sku,
    count,
    from = 0,
    model,
    times,
  }: {
    readonly sku: string
    readonly count: number
    readonly from?: number
    readonly model?: string
    readonly times?: number
  },
): Promise<void> {
  const ports = { units, remembering, clock: handClock(), ledger: { audit: () => {} } }
  for (let at = from; at < from + count; at++) {
    const drawn = {
      seed: at + 1,
      x: 92 + ((at * 5) % 9),
      y: 77 + ((at * 3) % 7),
      turn: ((at % 5) - 2) * 0.02,
    }
    const id = `${sku} ${at}`
    await keepUnit(ports, { sku, by: 'ada', id, frames: [await frameOf(drawn, 'top', times)] })
    if (model !== undefined) addPatches(units, id, model)
  }
}

/** Gives a unit patches as if a model had seen it: those of one grey crop, for what they hold does not matter here. */
function addPatches(units: UnitStore, unit: string, model: string): void {
  const cells = units.cells(unit, 'top')!
  const patches = patchesOf(new Uint8Array(256 * 256 * 3).fill(128))
  units.renew(unit, {
    role: 'top',
    bank: bankOf({ model, closer: false }),
    cells: packedWith(cells, patches),
  })
}

/** Patches a drawing decides: its mean colours in 8 × 8 places, each of length 1. */
export function patchesOf(crop: Uint8Array): Patches {
  const [size, across] = [3, 8]
  const values = new Float32Array(size * across * across)
  for (let cell = 0; cell < across * across; cell++) {
    const at = (Math.floor(cell / across) * 32 + 16) * 256 + (cell % across) * 32 + 16
    const colour = [0, 1, 2].map((k) => crop[at * 3 + k]! + 1)
    for (const [k, value] of colour.entries())
      values[k * across * across + cell] = value / Math.hypot(...colour)
  }
  return { size, across, down: across, values: rounded(values) }
}

/** Eyes that compare: every view beside units has a dent in its upper left quarter. */
export interface ComparingEyes extends Eyes {
  readonly asked: (readonly BesideView[])[]
  model: string
  /** Quarters of an item it looks at once more. */
  closer: number
  infers: Eyes['infer']
  compares: (views: readonly BesideView[]) => Promise<Compared>
}

export function comparingEyes(): ComparingEyes {
  const eyes: ComparingEyes = {
    ...{ asked: [], model: 'eye@2', closer: 0 },
    state: () => ({
      ...{ kind: 'ready', model: eyes.model, sha256: '' },
      compares: { side: 256, references: 4, closer: eyes.closer },
    }),
    infers: async () => ({
      ...{ status: 'done', findings: [], category: [], model: eyes.model },
      timings: { decodeMs: 1, runMs: 1 },
    }),
    infer: (...asked) => eyes.infers(...asked),
    compares: async (views) => ({ status: 'done', model: eyes.model, runMs: 3, views: views.map(seenOf) }),
    compare: (views) => {
      eyes.asked.push(views)
      return eyes.compares(views)
    },
    measure: async () => ({ verdict: 'good', width: 192, height: 160, sharpness: 100, exposure: 120 }),
    features: async () => undefined,
    grade: async () => undefined,
    head: async () => ({ kind: 'none' }),
    close: async () => {},
  }
  return eyes
}

function seenOf({ role, crop, references }: BesideView) {
  const region = { x: 0.1, y: 0.1, width: 0.2, height: 0.2 }
  const dent = { type: 'deformation', severity: 'minor', score: 0.9, region, share: 0.04 } as const
  const beside = references.length > 0
  return {
    ...{ role, patches: patchesOf(crop), difference: new Float32Array() },
    differences: beside ? [dent] : [],
    ...(beside ? { severity: { none: 0.2, minor: 0.7, major: 0.1 } } : {}),
  }
}

export function knownOf(units: UnitStore, remembering: Remembering, eyes: Pick<Eyes, 'state'>): KnownUnits {
  return new KnownUnits({ units, remembering, eyes })
}
