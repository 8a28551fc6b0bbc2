import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { drawItem } from '../../drivers/camera/draw-item.ts'
import type { ReviewItem } from '../../main/api/views.ts'
import { sourceOf } from '../../main/station/learn-source.ts'
import { activeHead } from '../../models/learning/head-folder.ts'
import { readFeatures } from '../../sync/ledger/features-book.ts'
import { openLedger } from '../../sync/ledger/ledger.ts'
import { type ChildServer, startServer } from '../rigs/child-server.ts'
import { modelFolder, writeTinyPack } from '../rigs/eyes/tiny-pack.ts'
import { handClock } from '../rigs/hand-clock.ts'
import { type HttpCameraRig, openHttpCamera } from '../rigs/http-camera.ts'
import { idsOf } from '../rigs/seeded.ts'
import { enterAsAdmin, type StationClient, stationClient } from '../rigs/station-client.ts'
import { teachLedger } from '../rigs/taught-ledger.ts'
import { until } from '../rigs/until.ts'
import { workItem } from '../rigs/work-item.ts'

const data = modelFolder()
const otherModel = modelFolder()
const ledgerFile = join(data.path, 'ledger.db')
const heads = join(data.path, 'heads')
const config = join(data.path, 'config.json')
let camera: HttpCameraRig
let items = 0
let station: ChildServer
let client: StationClient

function configure(models: object): void {
  const cameras = [{ driver: 'http', name: 'Top', role: 'top', url: camera.url }]
  const lane = { captureTimeoutMs: 60_000, inferTimeoutMs: 60_000 }
  writeFileSync(config, JSON.stringify({ cameras, lane, models }))
}

async function start(): Promise<void> {
  const args = ['--data', data.path, '--port', '0', '--config', config]
  station = await startServer({ name: 'station', args })
  client = stationClient(station.url)
  await enterAsAdmin(client)
  const view = () => client.api.lane.view.query()
  await until(view, ({ devices }) => devices.eyes.kind === 'ready', 'eyes that are ready')
}

/** Works another item that looks the same; gives it as it was recorded. */
async function worked(): Promise<ReviewItem> {
  items += 1
  const id = await workItem(client, `ITEM ${items}`)
  return until(
    () => client.api.review.item.query({ id }).catch(() => undefined),
    (item) => item !== undefined,
    'a record',
  ) as Promise<ReviewItem>
}

/** The page once it says `state` of the head in use. Learning yields to every other process: a busy machine makes it wait. */
async function page(state: string | undefined) {
  const view = () => client.api.learning.view.query()
  while ((await view()).learning) await new Promise((resolve) => setTimeout(resolve, 500))
  return until(view, ({ active }) => active?.state === state, `a head that is ${state}`)
}

function learntOf({ record }: ReviewItem) {
  return record.inference.status === 'done' ? record.inference.learnt : undefined
}

/** What the lane kept of the first item, and many more like it, as a supervisor would have confirmed them. */
function teach(): void {
  readFeatures(ledgerFile, (read) => {
    const source = sourceOf(read.confirmedSources(), read.confirmedSources()[0]?.pack)!
    const [first] = read.confirmedFeatures(source.pack, source.layout)
    const ledger = openLedger({ file: ledgerFile, clock: handClock(), newId: idsOf(9) })
    teachLedger(ledger, { source, count: 200, days: 10, truth: 1, around: first!.values })
    ledger.close()
  })
}

beforeAll(async () => {
  camera = await openHttpCamera({ does: 'send', bytes: await drawItem({ kind: 'toy', seed: 4 }) })
  configure({})
  await start()
  const { record } = await worked()
  const { grade, disposition } = record.decision
  const kept = () => client.api.learning.view.query()
  const said = { kind: 'confirmed', reasonCode: '', note: '' } as const
  await client.api.review.decide.mutate({
    id: record.id,
    ...said,
    rejectedFindings: [],
    disposition,
    grade: grade === 'U' ? 'B' : grade,
  })
  expect(await until(kept, ({ stock }) => stock.decisions === 1, 'one decision')).toMatchObject({
    unusable: 0,
  })
  await station.stop()
  teach()
  await start()
}, 480_000)
afterAll(async () => {
  await station?.stop()
  await camera?.close()
  data.remove()
  otherModel.remove()
})

it('[LR2] the head learnt at the station speaks from the next item on, in the record and in words, and is undone live', async () => {
  await client.api.learning.now.mutate()
  await expect(client.api.learning.now.mutate()).rejects.toThrow()
  const { active } = await page('speaks')
  const item = await worked()
  expect(learntOf(item)).toMatchObject({ head: `${active?.name}@1.0.0`, promised: 0.9 })
  const codes = item.record.verdict.reasons.map((each) => each.code)
  expect(codes).toContain(learntOf(item)?.sure ? 'learnt_odds' : 'learnt_unsure')
  expect(JSON.stringify(item.record)).not.toContain('item-3')
  await client.api.learning.undo.mutate()
  await page(undefined)
  expect(learntOf(await worked())).toBeUndefined()
}, 480_000)

it('[LR6] a damaged head says nothing, the page names the check it failed, and learning again replaces it', async () => {
  await client.api.learning.now.mutate()
  const { active } = await page('speaks')
  await station.stop()
  appendFileSync(join(heads, `${active?.name}.onnx`), 'x')
  await start()
  expect((await page('refused')).active?.detail).toContain('failed the check "sha256"')
  expect(learntOf(await worked())).toBeUndefined()
  await client.api.learning.now.mutate()
  await page('speaks')
  expect(activeHead(heads)).not.toBe(active?.name)
  expect(learntOf(await worked())).toBeDefined()
}, 480_000)

it('[LR7] another model makes what was learnt, and what it was learnt from, unusable, and the page says so', async () => {
  await station.stop()
  writeTinyPack(otherModel.path)
  configure({ folder: otherModel.path })
  await start()
  const view = await page('outdated')
  expect(view).toMatchObject({ model: 'tiny@1.2.3', stock: { decisions: 0 }, unusable: 201 })
  expect(learntOf(await worked())).toBeUndefined()
}, 480_000)
