import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Clock } from '../../main/kernel/clock.ts'
import { systemClock as clock } from '../../main/station/system.ts'
import { type Photographed, type PhotoView, viewOf } from '../../models/memory/photograph.ts'
import { packedCut } from '../../models/memory/stored.ts'
import type { Signer } from '../../models/telling/port.ts'
import { startSigner } from '../../models/telling/signer.ts'
import { withPlaces, writeIdentity } from '../rigs/eyes/tiny-identity.ts'
import { modelFolder, writeTinyPack } from '../rigs/eyes/tiny-pack.ts'
import { handClock } from '../rigs/hand-clock.ts'
import { realClock } from '../rigs/real-clock.ts'
import { until } from '../rigs/until.ts'

let folder: ReturnType<typeof modelFolder>
let signer: Signer | undefined
beforeEach(() => {
  folder = modelFolder()
  writeTinyPack(folder.path)
  writeIdentity(folder.path, 'names')
  writeFileSync(join(folder.path, 'active.json'), '{"active":"tiny","identity":"names"}')
})
afterEach(async () => {
  await signer?.close()
  folder.remove()
})

const readyMessage = `{ kind: 'state', state: { kind: 'ready', model: 'm', sha256: '', made: 'm', share: 0 } }`

async function started(place = folder.path, file?: string, time: Clock = clock): Promise<Signer> {
  signer = startSigner({ place, clock: time, ...(file === undefined ? {} : { file }) })
  await until(
    () => signer!.state(),
    ({ kind }) => kind !== 'starting',
    'a state',
  )
  return signer
}

/** A photograph of a thing of one colour on a grey mat. */
function photo(colour: string, x = 60): Promise<Buffer> {
  const thing = { create: { width: 80, height: 90, channels: 3 as const, background: colour } }
  return sharp({ create: { width: 240, height: 200, channels: 3, background: '#777' } })
    .composite([{ input: thing, left: x, top: 50 }])
    .jpeg()
    .toBuffer()
}
async function cutOf(shown: Photographed): Promise<PhotoView> {
  const view = await viewOf(shown)
  if (typeof view === 'string') throw new Error(view)
  return view
}
const dot = (one: Float32Array, other: Float32Array) =>
  one.reduce((sum, value, i) => sum + value * other[i]!, 0)

it('[TP2] [TP3] photographs of one product are more alike than of two, and the same again gives the same', async () => {
  const { sign, state } = bound(await started())
  expect(state()).toMatchObject({ kind: 'ready', model: 'names@1.2.3', made: /^names@1\.2\.3 / })
  const all = await Promise.all(
    [photo('#d22'), photo('#d22'), photo('#d22', 90), photo('#22d')].map(async (each) =>
      sign({ photo: await each }, 60_000),
    ),
  )
  const [one, again, aside, other] = all.map((each) => each!.whole)
  expect(again).toEqual(one)
  expect(dot(one!, one!)).toBeCloseTo(1, 4)
  expect(dot(one!, aside!)).toBeGreaterThan(dot(one!, other!) + 0.2)
}, 120_000)

it('[TP8] places are found best among those of the same product, and in one view or the other of a group', async () => {
  writeIdentity(folder.path, 'names', withPlaces)
  const { sign, found, state } = bound(await started())
  expect(state()).toMatchObject({ kind: 'ready', share: 0.8 })
  const [red, aside, blue] = await Promise.all(
    [photo('#d22'), photo('#d22', 90), photo('#22d')].map(
      async (each) => (await sign({ photo: await each }, 60_000))!.places,
    ),
  )
  const [same, other, either] = (await found(red!, [[aside!], [blue!], [blue!, aside!]], 60_000))!
  expect(same).toBeCloseTo(1, 1)
  expect(other).toBeLessThan(same! - 0.1)
  expect(either).toBeGreaterThanOrEqual(same!)
  expect(await found(red!, [[]], 60_000)).toEqual([0])
  expect(await found(new Int8Array(), [[red!]], 60_000)).toEqual([0])
  expect(await found(red!, [[blue!]], 0)).toBeUndefined()
}, 120_000)

it('[TP8] a pack that knows no places finds nothing in nothing', async () => {
  const { sign, found } = bound(await started())
  const { places } = (await sign({ photo: await photo('#d22') }, 60_000))!
  expect(places).toHaveLength(0)
  expect(await found(places, [[], [places]], 60_000)).toEqual([0, 0])
}, 120_000)

it('[TP9] a view that was cut out before has the signature of its photograph, bit by bit, by colour and by a stage’s cut', async () => {
  writeIdentity(folder.path, 'names', withPlaces)
  const { sign } = bound(await started())
  const taken = await photo('#d22')
  const stage = await sharp({ create: { width: 160, height: 133, channels: 3, background: '#777' } })
    .raw()
    .toBuffer()
  const byColour = await cutOf({ photo: taken })
  const byStage = await cutOf({ photo: taken, stage: { width: 160, height: 133, pixels: stage } })
  expect(byStage.cut).toBeDefined()
  const cut = packedCut(byStage.cut!)
  const [asColour, viewed, asCut, stagedView] = await Promise.all(
    [{ photo: taken }, byColour, { photo: taken, cut }, byStage].map((shown) => sign(shown, 60_000)),
  )
  expect(viewed!.whole.length).toBeGreaterThan(3)
  expect(viewed!.places.length).toBeGreaterThan(0)
  expect(viewed).toEqual(asColour)
  expect(stagedView).toEqual(asCut)
}, 120_000)

it('[TP9] the cut that is given is the item, and another one has another signature', async () => {
  const { sign } = bound(await started())
  const taken = await photo('#d22')
  // the mat alone, right of the thing
  const bits = Uint8Array.from({ length: 24 * 20 }, (_, at) => Number(at % 24 > 16))
  const cut = packedCut({ width: 24, height: 20, bits })
  const [own, mat] = [await sign({ photo: taken }, 60_000), await sign({ photo: taken, cut }, 60_000)]
  expect(dot(own!.whole, mat!.whole)).toBeLessThan(0.8)
}, 120_000)

it('[TP1] a view whose pixels are not all there has an empty signature', async () => {
  const { sign } = bound(await started())
  const raster = { width: 9, height: 9, pixels: new Uint8Array(5) }
  expect((await sign({ raster }, 60_000))!.whole).toHaveLength(0)
}, 120_000)

it('[TP1] what cannot be read, or shows two things, has an empty signature; no time means none', async () => {
  const { sign } = bound(await started())
  expect(await sign({ photo: Uint8Array.of(1, 2, 3) }, 60_000)).toEqual({
    whole: new Float32Array(),
    places: new Int8Array(),
  })
  expect(await sign({ photo: await photo('#d22') }, 0)).toBeUndefined()
}, 120_000)

it('[TP1] a pack that fails a check is refused by its name, and signs nothing', async () => {
  writeIdentity(folder.path, 'names', (manifest) => ({ ...manifest, sha256: 'ab'.repeat(32) }))
  const { sign, state } = bound(await started())
  expect(state()).toMatchObject({ kind: 'refused', detail: expect.stringContaining('"sha256"') })
  expect(await sign({ photo: await photo('#d22') }, 60_000)).toBeUndefined()
}, 120_000)

it('[TP4] after close nothing is signed, what was asked is answered, and closing again is nothing', async () => {
  const running = await started()
  const asked = running.sign({ photo: await photo('#d22') }, 60_000)
  await running.close()
  await running.close()
  expect(await asked).toBeUndefined()
  expect(await running.sign({ photo: await photo('#d22') }, 60_000)).toBeUndefined()
}, 120_000)

it('[TP4] a process that ends while loading is started three times, then no more', async () => {
  const file = join(folder.path, 'ends.mjs')
  writeFileSync(
    file,
    `import { appendFileSync } from 'node:fs'\nappendFileSync(process.argv[2] + '.log', 'x')\nprocess.exit(3)\n`,
  )
  const place = join(folder.path, 'place')
  const { state } = bound(await started(place, file))
  expect(state()).toMatchObject({ kind: 'refused', detail: expect.stringContaining('ended its process') })
  expect(readFileSync(`${place}.log`, 'utf8')).toBe('xxx')
}, 120_000)

it('[TP4] one that ends between two questions is started again', async () => {
  const file = join(folder.path, 'once.mjs')
  writeFileSync(file, `process.on('message', () => process.exit(1))\nprocess.send(${readyMessage})\n`)
  const running = await started(folder.path, file)
  expect(await running.sign({ photo: Uint8Array.of(1) }, 60_000)).toBeUndefined()
  await until(
    () => running.state(),
    ({ kind }) => kind === 'ready',
    'a new process',
  )
}, 120_000)

it('[TP4] one that loaded in between is not given up for ends of long ago', async () => {
  const file = join(folder.path, 'turns.mjs')
  writeFileSync(
    file,
    `import { appendFileSync, readFileSync } from 'node:fs'
    appendFileSync(process.argv[2] + '.log', 'x')
    if (readFileSync(process.argv[2] + '.log', 'utf8').length % 3 > 0) process.exit(3)
    process.on('message', () => process.exit(1))
    process.send(${readyMessage})\n`,
  )
  const place = join(folder.path, 'place')
  const running = await started(place, file, realClock(50))
  for (const starts of [3, 6, 9]) {
    await until(
      () => running.state(),
      ({ kind }) => kind !== 'starting',
      'a state',
    )
    expect([running.state().kind, readFileSync(`${place}.log`, 'utf8').length]).toEqual(['ready', starts])
    expect(await running.sign({ photo: Uint8Array.of(1) }, 60_000)).toBeUndefined()
  }
}, 120_000)

it('[TP4] one that ends before every answer is started later and later', async () => {
  const file = join(folder.path, 'ends-late.mjs')
  writeFileSync(file, `process.send(${readyMessage}, () => process.exit(1))\n`)
  const hasty = realClock(1_000)
  const waits: number[] = []
  const sleep = (ms: number, signal?: AbortSignal) => {
    waits.push(ms)
    return hasty.sleep(ms, signal)
  }
  signer = startSigner({ place: folder.path, clock: { ...hasty, sleep }, file })
  await until(
    () => waits,
    (all) => all.length >= 4,
    'four starts',
  )
  expect(waits.slice(0, 4)).toEqual([500, 1_000, 2_000, 4_000])
}, 120_000)

it('[TP10] one that hangs is ended and started again, so that what is asked later is answered', async () => {
  const file = join(folder.path, 'hangs.mjs')
  const answer = `process.send({ kind: 'signed', id, signature: { whole: new Float32Array([1]), places: new Int8Array() } })`
  writeFileSync(
    file,
    `import { existsSync, writeFileSync } from 'node:fs'
    const again = existsSync(process.argv[2] + '.log')
    writeFileSync(process.argv[2] + '.log', 'x')
    process.on('message', ({ id }) => again && ${answer})
    process.send(${readyMessage})\n`,
  )
  const hours = handClock()
  const soon = realClock(50)
  const running = await started(join(folder.path, 'place'), file, {
    ...soon,
    ticks: hours.ticks,
  })
  const sign = () => running.sign({ photo: Uint8Array.of(1) }, 1_000)
  for (let photographs = 0; photographs < 20; photographs += 1) expect(await sign()).toBeUndefined()
  expect(running.state().kind).toBe('ready')
  hours.pass(61_000)
  expect(await sign()).toBeUndefined()
  expect((await until(sign, (signature) => signature !== undefined, 'a signature'))?.whole).toEqual(
    Float32Array.of(1),
  )
}, 120_000)

function bound(running: Signer) {
  return {
    sign: running.sign.bind(running),
    found: running.found.bind(running),
    state: running.state.bind(running),
  }
}
