// A child of the bench: what an item of a taught SKU costs where nothing is done but decoding its photographs and running its networks.
import sharp from 'sharp'
import { toldBy } from '../../main/station/identity-views.ts'
import { openIdentity } from '../../models/onnx/identity.ts'
import { loadPack } from '../../models/onnx/load-pack.ts'
import { decodedOf, sizeOf } from '../../models/onnx/picture.ts'
import { openSession } from '../../models/onnx/session.ts'
import { taskOf } from '../../models/onnx/tasks/tasks.ts'
import { nearestUnits } from '../../models/telling/closer.ts'
import { openFind } from '../../models/telling/find.ts'
import { diceOf } from '../rigs/seeded.ts'
import { roles } from './bench-station.ts'
import type { Bare } from './eyes-bare.ts'
import { taughtSkus, weights } from './taught.ts'

// as the eyes' own process does
sharp.cache(false)
sharp.concurrency(1)
/** What the runtime ran since it was last asked; what is made ready for it is not counted. */
let ran = { runMs: 0, runs: 0 }
const counted: typeof openSession = async (...asked) => {
  const session = await openSession(...asked)
  const run: typeof session.run = async (...fed) => {
    const from = performance.now()
    const outputs = await session.run(...fed)
    ran = { runMs: ran.runMs + performance.now() - from, runs: ran.runs + 1 }
    return outputs
  }
  return { ...session, run }
}
const loaded = await loadPack(weights, 1, counted)
if (loaded.kind !== 'ready') throw new Error(loaded.detail)
const { session, manifest } = loaded.pack
const { compares } = taskOf(manifest)
const identity = await openIdentity(weights, counted)
if (!compares || identity.kind !== 'ready')
  throw new Error('the shipped models do not compare or name no identity')
const { embed, side } = identity
const find = await openFind(identity, counted)
const { name, width, height } = manifest.input
const { closer, references } = compares.takes
const { size, down, across } = compares.size
const dice = diceOf(1)
const numbers = (count: number) => Float32Array.from({ length: count }, () => dice() - 0.5)

// what the numbers are does not change how long a network runs
const image = { name, data: numbers(3 * width * height), shape: [1, 3, height, width] }
const fed = compares.fed(
  Array.from({ length: references }, () => numbers(size * down * across)),
  true,
)
const square = new Uint8Array(side * side * 3).fill(128)
/** A quarter of an item that fills two thirds of a photograph's height, as it was taken: what is looked at once more. */
const quarter = { left: 680, top: 200, width: 430, height: 430 }

/** Every photograph for all who look at it, and of those that are looked at once more a quarter as it was taken. */
async function decodeMs(photos: readonly Uint8Array[]): Promise<number> {
  const from = performance.now()
  for (const bytes of photos) {
    const size = await sizeOf(bytes)
    if ('kind' in size || 'kind' in (await decodedOf(bytes, size)))
      throw new Error('a photograph of the bench cannot be read')
  }
  for (const bytes of photos.slice(0, closer)) await sharp(bytes).extract(quarter).raw().toBuffer()
  return performance.now() - from
}

/** Every view beside its references, the quarters that are looked at once more, and the views it is told by: signed, and found in each SKU. */
async function runMs(views: number): Promise<Omit<Bare, 'decodeMs'>> {
  ran = { runMs: 0, runs: 0 }
  for (let run = 0; run < views + closer; run++) await session.run(image, ...fed)
  for (const _ of toldBy(roles.map((role) => ({ role })))) {
    const { places } = await embed(square)
    const units = Array.from({ length: nearestUnits }, () => places)
    await find(
      places,
      Array.from({ length: taughtSkus }, () => units),
    )
  }
  return ran
}

process.on('message', async (photos: readonly Uint8Array[]) => {
  const said: Bare = { decodeMs: await decodeMs(photos), ...(await runMs(photos.length)) }
  process.send?.(said)
})
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
