import { Fault } from '../../main/kernel/fault.ts'
import type { FindingType } from '../../main/kernel/finding.ts'
import { openIdentity } from '../../models/onnx/identity.ts'
import { loadPack, type Pack as ModelPack } from '../../models/onnx/load-pack.ts'
import { pictureOf, sizeOf } from '../../models/onnx/picture.ts'
import { type Fed, openSession } from '../../models/onnx/session.ts'
import type { Comparer, Task } from '../../models/onnx/tasks/task.ts'
import { taskOf } from '../../models/onnx/tasks/tasks.ts'
import { tensorOf } from '../../models/onnx/tensor.ts'
import type { BesideSeen, Patches } from '../../models/port.ts'
import { type Find, openFind } from '../../models/telling/find.ts'
import type { Signature } from '../../models/telling/port.ts'
import { signatureOf } from '../../models/telling/signature.ts'
import { modelPacksIn } from './model-packs.ts'
import { greyed, type ItemView } from './photos.ts'
import type { MeasuredPacks } from './report.ts'

/** The shipped networks, loaded with every check the station makes. */
export interface Network {
  readonly model: string
  readonly sha256: string
  /** What both say of themselves. */
  readonly packs: MeasuredPacks
  /** Types that the manifest never lets speak. */
  readonly silent: readonly FindingType[]
  /** From what chance of any damage on a cell counts. */
  readonly threshold: number
  /** From what part of a threshold on a cell belongs to the damage that it touches. */
  readonly edge: number | undefined
  /** What a crop is to the comparing network, to be compared with later. */
  patchesOf(crop: Uint8Array): Promise<Patches>
  /** What it says of a crop beside at most four references. */
  beside(crop: Uint8Array, references: readonly Patches[], inPlace: boolean): Promise<BesideSeen>
  /** Pixels a side of a crop. */
  readonly side: number
  /** Quarters of an item that the station looks at once more. */
  readonly closer: number
  /** Which model tells products apart, and the station's signature of a view by it. */
  readonly telling: string
  signatureOf(view: ItemView): Promise<Signature>
  /** How well its places are found in those of others, as the station's signing process finds them. */
  readonly find: Find
  /** The part of a likeness that places make up. */
  readonly share: number
  /** What the comparing network says of a whole view, as the station keeps it to learn from. */
  embeddingOf(view: ItemView): Promise<Float32Array>
}

/** Loads the active packs of a folder; throws BAD_INPUT with the check that failed. */
export async function networkOf(weights: string): Promise<Network> {
  const loaded = await loadPack(weights, 2, openSession)
  if (loaded.kind !== 'ready') throw new Fault('BAD_INPUT', loaded.detail)
  const identity = await openIdentity(weights, openSession)
  if (identity.kind !== 'ready')
    throw new Fault(
      'BAD_INPUT',
      'detail' in identity ? identity.detail : `active.json of ${weights} names no identity pack`,
    )
  const { pack } = loaded
  const task = taskOf(pack.manifest)
  if (!task.compares)
    throw new Fault('BAD_INPUT', `${pack.model} compares nothing; a pack of task compare is measured`)
  const { manifest } = pack
  if (manifest.task !== 'compare') throw new Fault('BAD_INPUT', `${pack.model} is of task ${manifest.task}`)
  const asked = askerOf(pack, task.compares)
  return {
    model: pack.model,
    sha256: manifest.sha256,
    packs: modelPacksIn(weights),
    silent: manifest.outputs.defects.silent,
    threshold: manifest.outputs.difference.threshold,
    edge: manifest.outputs.defects.edge,
    side: task.compares.takes.side,
    closer: task.compares.takes.closer,
    telling: identity.model,
    signatureOf: (view) => signatureOf(view, identity),
    find: await openFind(identity, openSession),
    share: identity.places?.share ?? 0,
    patchesOf: async (crop) => (await asked(crop, [], true)).patches,
    beside: asked,
    embeddingOf: (view) => embedded(pack, task, view),
  }
}

function askerOf({ manifest, session }: ModelPack, compares: Comparer): Network['beside'] {
  const { input } = manifest
  const { side } = compares.takes
  const place = { x: 0, y: 0, width: side, height: side }
  return async (crop, references, inPlace) => {
    const picture: Fed = {
      name: input.name,
      data: tensorOf({ width: side, height: side, place, pixels: crop }, input),
      shape: [1, 3, side, side],
    }
    const fed = compares.fed(
      references.map((one) => one.values),
      inPlace,
    )
    const outputs = await session.run(picture, ...fed)
    return compares.see(outputs, { role: 'top', references: references.length })
  }
}

async function embedded({ manifest, session }: ModelPack, task: Task, view: ItemView): Promise<Float32Array> {
  const { input } = manifest
  const bytes = await greyed(view)
  const size = await sizeOf(bytes)
  const picture = 'kind' in size ? size : await pictureOf(bytes, size, input)
  if ('kind' in picture) throw new Fault('PHOTO_UNREADABLE', `a picture of a pack is ${picture.kind}`)
  const fed: Fed = {
    name: input.name,
    data: tensorOf(picture, input),
    shape: [1, 3, input.height, input.width],
  }
  const outputs = await session.run(fed, ...(task.compares?.fed([], true) ?? []))
  const { width, height } = view.raster
  const item = view.mask && { width, height, bits: view.mask.map((value) => (value > 127 ? 1 : 0)) }
  const said = task.see(outputs, { role: 'top', place: picture.place, box: input, ...(item ? { item } : {}) })
  return 'problem' in said ? new Float32Array() : (said.embedding ?? new Float32Array())
}
