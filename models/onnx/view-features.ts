import type { Frame } from '../../main/kernel/frame.ts'
import { type ItemFeatures, packOf } from '../../main/kernel/learnt.ts'
import { type ViewFeatures, viewsFeatures } from '../learning/features.ts'
import { shrunk } from '../picture/raster.ts'
import type { Pack } from './load-pack.ts'
import { different, type Looking } from './look.ts'
import { pictureOf, seenPart, sizeOf } from './picture.ts'
import { unfitIn } from './quality.ts'

/** Pixels on the longer side at which colour and texture are pooled: what the card's numbers were measured with. */
const side = 224

/**
 * The features of all photographs of one item; nothing where look() would be unsure, or nobody waits any more. What was decoded
 * and run for the judgement is used again. Rejects only on a broken runtime.
 */
export async function featuresOf(
  pack: Pack,
  frames: readonly Frame[],
  looking: Looking,
): Promise<ItemFeatures | undefined> {
  const views: ViewFeatures[] = []
  for (const frame of different(frames)) {
    const view = looking.gaveUp() ? undefined : await viewOf(pack, frame, looking)
    if (!view) return undefined
    views.push(view)
  }
  if (views.length === 0) return undefined
  return viewsFeatures(packOf(pack.model, pack.manifest.sha256), views)
}

async function viewOf(
  { manifest }: Pack,
  frame: Frame,
  { recent, runs }: Looking,
): Promise<ViewFeatures | undefined> {
  const picture = recent.find(frame.bytes, manifest.input) ?? (await decoded(frame.bytes, manifest.input))
  if (!picture || 'kind' in picture) return undefined
  const unfit = unfitIn(picture, manifest.input)
  if (unfit && !(unfit === 'empty' && frame.stage)) return undefined
  const glances = await runs.glancing.of(frame, picture)
  if (glances.kind !== 'glances') return undefined
  const seen = glances.list[0]?.picture ?? picture
  const { outputs } = await runs.of(seen)
  const name = 'embedding' in manifest.outputs ? manifest.outputs.embedding.name : ''
  const { width, height } = seenPart(seen.place, manifest.input)
  return {
    embedding: outputs[name] ?? [],
    picture: shrunk({ width, height, pixels: seen.pixels }, side),
    cut: seen !== picture,
  }
}

async function decoded(bytes: Uint8Array, input: Pack['manifest']['input']) {
  const size = await sizeOf(bytes)
  return 'kind' in size ? size : pictureOf(bytes, size, input)
}
