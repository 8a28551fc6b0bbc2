import { Fault } from '../../main/kernel/fault.ts'
import { loadPack, type Pack as ModelPack } from '../../models/onnx/load-pack.ts'
import { pictureOf, sizeOf } from '../../models/onnx/picture.ts'
import { openSession } from '../../models/onnx/session.ts'
import { tensorOf } from '../../models/onnx/tensor.ts'
import { greyed, type ItemView } from './photos.ts'

/** The shipped network, loaded with every check the station makes. */
export interface Network {
  readonly model: string
  readonly sha256: string
  /** The embedding of a view, grey where nothing is item; empty for a pack that has none. */
  embeddingOf(view: ItemView): Promise<Float32Array>
}

/** Loads the active pack of a folder; throws BAD_INPUT with the check that failed. */
export async function networkOf(weights: string): Promise<Network> {
  const loaded = await loadPack(weights, 2, openSession)
  if (loaded.kind !== 'ready') throw new Fault('BAD_INPUT', loaded.detail)
  const { pack } = loaded
  return { model: pack.model, sha256: pack.manifest.sha256, embeddingOf: (view) => embedded(pack, view) }
}

async function embedded({ manifest, session }: ModelPack, view: ItemView): Promise<Float32Array> {
  const { input, outputs } = manifest
  const named = 'embedding' in outputs ? outputs.embedding : undefined
  if (!named) return new Float32Array(0)
  const bytes = await greyed(view)
  const size = await sizeOf(bytes)
  const picture = 'kind' in size ? size : await pictureOf(bytes, size, input)
  if ('kind' in picture) throw new Fault('PHOTO_UNREADABLE', `a picture of a pack is ${picture.kind}`)
  const shape = [1, 3, input.height, input.width]
  const given = await session.run({ name: input.name, data: tensorOf(picture, input), shape })
  return Float32Array.from(given[named.name] ?? [])
}
