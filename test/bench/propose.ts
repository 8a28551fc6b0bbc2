import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { drawItem } from '../../drivers/camera/draw-item.ts'
import type { LaneView } from '../../main/api/views.ts'
import { doubleReadMs } from '../../main/station/scan-gate.ts'
import { residentBytes } from '../rigs/processes.ts'
import { gtinOf } from '../rigs/skus.ts'
import { startBenchChild } from './bench-child.ts'
import { type BenchStation, roles } from './bench-station.ts'
import type { Bare } from './eyes-bare.ts'
import { type Measured, percentile } from './measured.ts'
import { keepQuiet } from './quiet.ts'
import { taughtSeed, taughtUnits, unitPhotos } from './taught.ts'

const items = 50
const taughtItems = 30
/** The first item loads what is loaded once. */
const warmUp = 3
/** A lane that is silent for longer stands still. */
const patienceMs = 30_000

/** What one item took, in milliseconds, and how much of it the network itself ran. */
interface Took {
  readonly wallMs: number
  readonly modelMs: number
  /** Views that were held against whole units. */
  readonly words: number
  /** Whether it was held against another SKU before its grade was proposed. */
  readonly told: boolean
}

/** Works items with four photographs each to their proposal and confirms them; then looks at the memory held, as after taught ones. */
export async function measurePropose(station: BenchStation): Promise<Measured[]> {
  const photos = await Promise.all(roles.map((role) => drawItem({ kind: 'toy', seed: 9 }, role)))
  const ended = new AbortController()
  const views = station.client.watchLane(ended.signal)
  const took: Took[] = []
  for (let item = 0; item < items; item++) took.push(await workOne(station, { item, photos, views }))
  ended.abort()
  return [...rows(took.slice(warmUp)), memoryRow(station, `${items} items`, 700)]
}

/** The same for items of a SKU whose whole units are known: every view is held against them too. */
export async function measureTaught(station: BenchStation): Promise<Measured[]> {
  const ended = new AbortController()
  const views = station.client.watchLane(ended.signal)
  const bare = await startBenchChild(join(import.meta.dirname, 'taught-bare.ts'))
  const took: { readonly wallMs: number; readonly bare: Bare }[] = []
  let told = 0
  for (let round = 0; round < taughtItems + warmUp; round++) {
    const photos = await unitPhotos(1_000 + round)
    // the same code sooner after its last scan is a trigger held too long, not a second item
    await setTimeout(doubleReadMs)
    const { wallMs, words, told: inTime } = await workOne(station, { item: taughtSeed - 1, photos, views })
    if (words !== roles.length) throw new Error(`${words} of ${roles.length} views were held against units`)
    took.push({ wallMs, bare: (await bare.ask(photos)) as Bare })
    if (round >= warmUp && inTime) told++
  }
  ended.abort()
  await bare.stop()
  return [...taughtRows(took.slice(warmUp), told), memoryRow(station, 'the taught items too', 800)]
}

function taughtRows(
  took: readonly { readonly wallMs: number; readonly bare: Bare }[],
  told: number,
): Measured[] {
  const middle = (values: readonly number[]) => percentile(values, 0.5)
  const wall = took.map((each) => each.wallMs)
  const runs = middle(took.map(({ bare }) => bare.runMs))
  const decode = middle(took.map(({ bare }) => bare.decodeMs))
  return [
    {
      name: 'taught items told from another SKU in time',
      value: (told / taughtItems) * 100,
      ...{ unit: '%', limit: 90, must: 'reach' },
      how: `${told} of ${taughtItems} items, two SKUs of ${taughtUnits} whole units`,
    },
    {
      name: 'four photographs of a taught item to proposed grade, p95',
      value: percentile(wall, 0.95),
      ...{ unit: 'ms', limit: 600, must: 'below' },
      how: `${taughtItems} items over http, ${taughtUnits} whole units, median ${middle(wall).toFixed(0)} ms`,
    },
    {
      name: 'a taught item, of its bare networks’ and the decoding’s time',
      ...{ value: middle(wall) / (runs + decode), unit: '×', limit: 1.15, must: 'below' },
      how: `medians in turn; bare ${took[0]?.bare.runs} runs ${runs.toFixed(0)} ms, five decodes ${decode.toFixed(0)} ms`,
    },
  ]
}

interface Work {
  readonly item: number
  readonly photos: readonly Uint8Array[]
  readonly views: AsyncGenerator<LaneView>
}

async function workOne({ client }: BenchStation, { item, photos, views }: Work): Promise<Took> {
  const { lane } = client.api
  await lane.scan.mutate({ text: gtinOf(`0${400_000_000_000 + 1 + item}`), source: 'wedge' })
  // The catalogue has a line that expects each article: it is offered first, then the article itself.
  const looking = (view: LaneView) => view.state === 'capturing' || view.state === 'checking'
  const found = await seen(views, (view) => view.state === 'identified' || looking(view))
  // once its line is used up the code alone says what it is
  if (found.state === 'identified') await lane.choose.mutate({ key: found.candidates[0]?.key ?? '' })
  const wanting = looking(found) ? found : await seen(views, looking)
  for (let view = wanting; view.state !== 'capturing'; view = await lane.view.query())
    if (view.question) {
      const { id } = view.question
      await lane.answer.mutate({ question: id, answer: id === 'sealed' ? 'no' : 'yes' })
    }
  await keepQuiet()
  const from = performance.now()
  await Promise.all(roles.map((role, at) => client.upload(role, photos[at]!)))
  const { item: shown } = await seen(views, (view) => view.state === 'proposing')
  const wallMs = performance.now() - from
  if (shown?.inference?.status !== 'done') throw new Error(`no grade: ${JSON.stringify(shown?.inference)}`)
  await lane.confirm.mutate()
  const words = shown.inference.memory?.length ?? 0
  const told = shown.inference.likeness !== undefined
  return { wallMs, modelMs: shown.inference.timings.runMs, words, told }
}

async function seen(views: AsyncGenerator<LaneView>, wanted: (view: LaneView) => boolean): Promise<LaneView> {
  for (;;) {
    const next = await Promise.race([views.next(), setTimeout(patienceMs, undefined, { ref: false })])
    if (!next) throw new Error(`the lane said nothing for ${patienceMs} ms`)
    if (next.done) throw new Error('the lane is gone')
    if (next.value.state === 'asking' || next.value.state === 'stopped')
      throw new Error(`the lane stands: ${JSON.stringify(next.value.fault)}`)
    if (wanted(next.value)) return next.value
  }
}

function memoryRow({ server }: BenchStation, after: string, limit: number): Measured {
  return {
    name: `memory after ${after}`,
    value: residentBytes(server.pid) / 1024 ** 2,
    ...{ unit: 'MB', limit, must: 'below' },
    how: 'resident, station and model process together',
  }
}

function rows(took: readonly Took[]): Measured[] {
  const wall = took.reduce((total, each) => total + each.wallMs, 0)
  const model = took.reduce((total, each) => total + each.modelMs, 0)
  const p95 = percentile(
    took.map((each) => each.wallMs),
    0.95,
  )
  const how = `${took.length} items over http, four 1920×1080 JPEGs each`
  return [
    {
      name: 'four photographs to proposed grade, p95',
      value: p95,
      unit: 'ms',
      limit: 600,
      must: 'below',
      how,
    },
    {
      name: '… of which not the model’s own run',
      value: (1 - model / wall) * 100,
      unit: '%',
      limit: 35,
      must: 'below',
      how: `the model ran ${(model / took.length).toFixed(0)} ms an item`,
    },
  ]
}
