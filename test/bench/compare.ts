// What comparing costs: node test/bench/compare.ts [MANIFEST or FOLDER]. Four views beside four references each, one thread.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startEyes } from '../../models/onnx/eyes.ts'
import { loadPack } from '../../models/onnx/load-pack.ts'
import { openSession } from '../../models/onnx/session.ts'
import { taskOf } from '../../models/onnx/tasks/tasks.ts'
import type { BesideView, Patches } from '../../models/port.ts'
import { realClock } from '../rigs/real-clock.ts'
import { diceOf } from '../rigs/seeded.ts'
import { until } from '../rigs/until.ts'

const rounds = 15
const roles = ['top', 'left', 'right', 'front'] as const
const { positionals } = parseArgs({ allowPositionals: true })
const weights = positionals[0] ?? join(import.meta.dirname, '../../models/weights')
const eyes = startEyes({ weights, clock: realClock(), threads: 1 })

function crops(side: number, seed: number): Uint8Array[] {
  const dice = diceOf(seed)
  return roles.map(() => Uint8Array.from({ length: side * side * 3 }, () => 256 * dice()))
}

async function compared(views: readonly BesideView[]) {
  const began = performance.now()
  const asked = eyes.compare(views, 60_000)
  const handedMs = performance.now() - began
  const answer = await asked
  if (answer.status !== 'done') throw new Error(answer.detail)
  return { answer, handedMs, totalMs: performance.now() - began }
}

/** Milliseconds of processor time of one run of the network, which a busy machine does not lengthen much. */
async function processorMs(references: number): Promise<number[]> {
  const loaded = await loadPack(weights, 1, openSession)
  if (loaded.kind !== 'ready') throw new Error(loaded.detail)
  const { session, manifest } = loaded.pack
  const { compares } = taskOf(manifest)
  if (!compares) throw new Error(`${loaded.pack.model} looks at views alone`)
  const { name, width, height } = manifest.input
  const { size, down, across } = compares.size
  const dice = diceOf(1)
  const numbers = (count: number) => Float32Array.from({ length: count }, () => dice() - 0.5)
  const shelf = Array.from({ length: references }, () => numbers(size * down * across))
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const image = { name, data: numbers(3 * width * height), shape: [1, 3, height, width] }
    const fed = compares.fed(shelf, true)
    const before = process.cpuUsage()
    await session.run(image, ...fed)
    const { user, system } = process.cpuUsage(before)
    times.push((user + system) / 1_000)
  }
  return times
}

const middle = (times: number[]) => times.sort((a, b) => a - b)[times.length >> 1]!.toFixed(1)

try {
  const state = await until(
    () => eyes.state(),
    ({ kind }) => kind !== 'starting',
    'eyes that have started',
  )
  if (state.kind !== 'ready' || !state.compares)
    throw new Error(`no network that compares: ${JSON.stringify(state)}`)
  const { side, references: most } = state.compares
  const alone = crops(side, 1).map((crop, i) => ({ role: roles[i]!, crop, references: [], inPlace: true }))
  const { answer } = await compared(alone)
  const shelf = (): Patches[][] =>
    answer.views.map(({ patches }) =>
      Array.from({ length: most }, () => ({ ...patches, values: patches.values.slice() })),
    )
  const kept = shelf()
  for (const references of [0, 1, most])
    console.log(
      `${state.model}, a view beside ${references} references: ${middle(await processorMs(references))} ms of processor time`,
    )
  for (const how of ['for the first time', 'again'] as const) {
    const [network, handed, total]: number[][] = [[], [], []]
    for (let round = 0; round < rounds; round++) {
      const references = how === 'again' ? kept : shelf()
      const views = crops(side, round + 2).map((crop, i) => ({
        ...{ role: roles[i]!, crop, references: references[i]!, inPlace: true },
      }))
      const one = await compared(views)
      network!.push(one.answer.runMs)
      handed!.push(one.handedMs)
      total!.push(one.totalMs)
    }
    console.log(
      `${state.model}, references that cross ${how}: network ${middle(network!)} ms, handing over ${middle(handed!)} ms, whole ${middle(total!)} ms`,
    )
  }
} finally {
  await eyes.close()
}
