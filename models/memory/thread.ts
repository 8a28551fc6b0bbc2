// The thread that looks at photographs of whole units: laying one over another would hold up the station's event loop.
import { parentPort } from 'node:worker_threads'
import sharp from 'sharp'
import type { ItemView } from './raster.ts'
import { Recall } from './recall.ts'
import type { Ask, Told } from './remembering.ts'

// every photograph is another one, and the other cores have the networks to run; this holds for the whole process
sharp.cache(false)
sharp.concurrency(1)

const recall = new Recall()
const tell = (told: Told, moved: readonly ArrayBuffer[] = []) => parentPort?.postMessage(told, moved)

async function answer({ id, ask }: Ask): Promise<void> {
  try {
    const result = await done(ask, id)
    tell({ id, result }, cropsIn(result))
  } catch (thrown) {
    tell({ id, failed: thrown instanceof Error ? thrown.message : String(thrown) })
  }
}

async function done(ask: Ask['ask'], id: number): Promise<Told['result']> {
  switch (ask.kind) {
    case 'describe':
      return recall.describe(ask.one, ask.first, ask.closer)
    case 'learn':
      return recall.learn(ask.lesson)
    case 'look':
      return recall.look(ask.key, ask, (view) => tellSeen(id, view, 'decoded' in ask))
    case 'closer':
      return recall.closer(ask.of, ask.quarters)
    case 'judge':
      return recall.judge(ask.token, ask.patches)
  }
}

/** What a network is to be shown: nobody here needs it any more. */
function cropsIn(result: Told['result']): ArrayBuffer[] {
  const isLooked = typeof result === 'object' && 'crop' in result
  const crops = isLooked ? [result.crop] : Array.isArray(result) ? (result as Uint8Array[]) : []
  return crops.map(({ buffer }) => buffer as ArrayBuffer)
}

/** Copies, handed over: the thread itself goes on with the view. Whoever sent the pixels has them. */
function tellSeen(id: number, { raster, mask, within }: ItemView, sent: boolean): void {
  const seen = {
    ...(sent ? {} : { raster: { ...raster, pixels: new Uint8Array(raster.pixels) } }),
    ...(mask ? { mask: new Uint8Array(mask) } : {}),
    ...(within ? { within } : {}),
  }
  const copies = [seen.raster?.pixels.buffer, seen.mask?.buffer]
  parentPort?.postMessage(
    { id, seen } satisfies Told,
    copies.filter((each) => each !== undefined),
  )
}

parentPort?.on('message', (ask: Ask) => void answer(ask))
