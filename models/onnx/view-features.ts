import type { Frame } from '../../main/kernel/frame.ts'
import { type ItemFeatures, packOf } from '../../main/kernel/learnt.ts'
import { type ViewFeatures, viewsFeatures } from '../learning/features.ts'
import { shrunk } from '../picture/raster.ts'
import { wholePart } from './glances.ts'
import type { Pack } from './load-pack.ts'
import { different, type Looking } from './look.ts'
import { type Box, pictureOf, seenPart, sizeOf } from './picture.ts'
import { unfitIn } from './quality.ts'
import { outputsProblem } from './tasks/outputs-problem.ts'
import { taskOf } from './tasks/tasks.ts'

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
  const box = runs.glancing.view
  const picture = recent.find(frame.bytes, box) ?? (await decoded(frame.bytes, box))
  if (!picture || 'kind' in picture) return undefined
  const unfit = unfitIn(picture, box)
  if (unfit && !(unfit === 'empty' && frame.stage)) return undefined
  const glances = await runs.glancing.of(frame, picture)
  if (glances.kind !== 'glances') return undefined
  const { picture: seen, part, item } = glances.list[0] ?? { picture, part: wholePart }
  const { outputs } = await runs.of(seen)
  const place = { place: seen.place, box: manifest.input }
  const task = taskOf(manifest)
  const view = { role: frame.role, ...place, ...(item ? { item } : {}) }
  const said = outputsProblem(outputs, task.outputs) ?? task.see(outputs, view)
  if ('problem' in said) return undefined
  const { width, height } = seenPart(seen.place, manifest.input)
  return {
    embedding: said.embedding ?? [],
    picture: shrunk({ width, height, pixels: seen.pixels }, side),
    cut: part.width < 1 || part.height < 1,
  }
}

async function decoded(bytes: Uint8Array, box: Box) {
  const size = await sizeOf(bytes)
  return 'kind' in size ? size : pictureOf(bytes, size, box)
}
