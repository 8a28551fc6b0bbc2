// A child of the bench: decodes photographs and runs the network on what the eyes would look at, and nothing else.
import { availableParallelism } from 'node:os'
import sharp from 'sharp'
import { closenessOf } from '../../models/onnx/closeness.ts'
import { Glancing } from '../../models/onnx/glances.ts'
import { loadPack } from '../../models/onnx/load-pack.ts'
import { shapeOf } from '../../models/onnx/manifest-input.ts'
import { decodedOf, pictureIn, sizeOf } from '../../models/onnx/picture.ts'
import { openSession } from '../../models/onnx/session.ts'
import { taskOf } from '../../models/onnx/tasks/tasks.ts'
import { tensorOf } from '../../models/onnx/tensor.ts'
import { weights } from './taught.ts'

/** What the photographs took. */
export interface Bare {
  readonly decodeMs: number
  readonly runMs: number
  readonly runs: number
}

// as the eyes' own process does
sharp.cache(false)
sharp.concurrency(1)
const threads = Math.max(1, Math.min(4, availableParallelism() - 1))
const loaded = await loadPack(weights, threads, openSession)
if (loaded.kind !== 'ready') throw new Error(loaded.detail)
const { session, manifest } = loaded.pack
const { input } = manifest
const glancing = new Glancing(closenessOf(manifest))

async function one(bytes: Uint8Array): Promise<Bare> {
  const from = performance.now()
  const size = await sizeOf(bytes)
  const decoded = 'kind' in size ? size : await decodedOf(bytes, size)
  const decodeMs = performance.now() - from
  if ('kind' in decoded || 'kind' in size) throw new Error('a photograph of the bench cannot be read')
  const picture = await pictureIn(decoded, size, glancing.view)
  if ('kind' in picture) throw new Error('a photograph of the bench cannot be made smaller')
  const glances = await glancing.of({ bytes }, picture)
  if (glances.kind !== 'glances') throw new Error('a photograph of the bench does not show one item')
  let runMs = 0
  for (const glance of glances.list) {
    const image = { name: input.name, data: tensorOf(glance.picture, input), shape: shapeOf(input) }
    const fed = taskOf(manifest).compares?.fed([], true) ?? []
    const began = performance.now()
    await session.run(image, ...fed)
    runMs += performance.now() - began
  }
  return { decodeMs, runMs, runs: glances.list.length }
}

process.on('message', async (photos: readonly Uint8Array[]) => {
  const sum = { decodeMs: 0, runMs: 0, runs: 0 }
  for (const photo of photos) {
    const { decodeMs, runMs, runs } = await one(photo)
    sum.decodeMs += decodeMs
    sum.runMs += runMs
    sum.runs += runs
  }
  process.send?.(sum)
})
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
