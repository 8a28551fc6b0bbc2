// A child of the bench: what an item of a taught SKU costs where nothing is done but decoding its photographs and running its networks.
import sharp from 'sharp'
import { closenessOf } from '../../models/onnx/closeness.ts'
import { Glancing } from '../../models/onnx/glances.ts'
import { openIdentity } from '../../models/onnx/identity.ts'
import { loadPack } from '../../models/onnx/load-pack.ts'
import { pictureOf, sizeOf } from '../../models/onnx/picture.ts'
import { openSession } from '../../models/onnx/session.ts'
import { taskOf } from '../../models/onnx/tasks/tasks.ts'
import { diceOf } from '../rigs/seeded.ts'
import type { Bare } from './eyes-bare.ts'
import { weights } from './taught.ts'

// as the eyes' own process does
sharp.cache(false)
sharp.concurrency(1)
const loaded = await loadPack(weights, 1, openSession)
if (loaded.kind !== 'ready') throw new Error(loaded.detail)
const { session, manifest } = loaded.pack
const { compares } = taskOf(manifest)
const identity = await openIdentity(weights, openSession)
if (!compares || identity.kind !== 'ready')
  throw new Error('the shipped models do not compare or name no identity')
const { name, width, height } = manifest.input
const { closer, references } = compares.takes
const { size, down, across } = compares.size
const glancing = new Glancing(closenessOf(manifest))
const dice = diceOf(1)
const numbers = (count: number) => Float32Array.from({ length: count }, () => dice() - 0.5)

// what the numbers are does not change how long a network runs
const image = { name, data: numbers(3 * width * height), shape: [1, 3, height, width] }
const fed = compares.fed(
  Array.from({ length: references }, () => numbers(size * down * across)),
  true,
)
const square = new Uint8Array(identity.side * identity.side * 3).fill(128)

async function decodeMs(photos: readonly Uint8Array[]): Promise<number> {
  const from = performance.now()
  for (const bytes of photos) {
    const size = await sizeOf(bytes)
    if ('kind' in size || 'kind' in (await pictureOf(bytes, size, glancing.view)))
      throw new Error('a photograph of the bench cannot be read')
  }
  return performance.now() - from
}

/** Every view beside its references and signed once, and the quarters that are looked at once more. */
async function runMs(views: number): Promise<number> {
  const from = performance.now()
  for (let run = 0; run < views + closer; run++) await session.run(image, ...fed)
  for (let view = 0; view < views && identity.kind === 'ready'; view++) await identity.embed(square)
  return performance.now() - from
}

process.on('message', async (photos: readonly Uint8Array[]) => {
  const views = photos.length
  const said: Bare = {
    ...{ decodeMs: await decodeMs(photos), runMs: await runMs(views) },
    runs: 2 * views + closer,
  }
  process.send?.(said)
})
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
