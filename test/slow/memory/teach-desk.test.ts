import sharp from 'sharp'
import { afterAll, expect, it } from 'vitest'
import { pageCamera } from '../../../drivers/camera/page.ts'
import type { Camera } from '../../../drivers/camera/port.ts'
import type { LaneState } from '../../../main/api/views.ts'
import { Fault } from '../../../main/kernel/fault.ts'
import type { LaneCamera } from '../../../main/station/devices.ts'
import { teachDesk } from '../../../main/station/teach-desk.ts'
import { startRemembering } from '../../../models/memory/remembering.ts'
import { memoryCatalogue } from '../../../sync/catalogue/memory.ts'
import { thing } from '../../rigs/drawn-units.ts'
import { freshFolder } from '../../rigs/fresh-folder.ts'
import { handClock } from '../../rigs/hand-clock.ts'
import { lineOf, skuOf } from '../../rigs/skus.ts'

const remembering = startRemembering()
afterAll(() => remembering.close())

const asker = { id: 'ada', role: 'operator' } as const
const [toy, other] = [skuOf(1), skuOf(2)]

async function photo(): Promise<Uint8Array> {
  const { width, height, pixels } = thing().raster
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
}

function cameraGiving(bytes: () => Promise<Uint8Array>): Camera {
  const frame = async () =>
    ({ role: 'top', bytes: await bytes(), mediaType: 'image/png', device: 'top', takenAt: 1 }) as const
  return { name: 'top', role: 'top', shoot: frame } as unknown as Camera
}

interface Bench {
  readonly state?: LaneState
  readonly cameras?: readonly LaneCamera[]
  readonly simulated?: string[]
}

function desk({ state = 'scan', cameras = [cameraGiving(photo)], simulated }: Bench = {}) {
  const catalogue = memoryCatalogue({
    cursor: 1,
    skus: [toy, other],
    lines: [lineOf(1), { ...lineOf(2), rma: lineOf(1).rma }],
    removedLines: [],
    removedSkus: [],
  })
  let last = 0
  const simulation = {
    nextScan: () => ({}) as never,
    show: () => {},
    showWhole: (code: string) => void simulated?.push(code),
  }
  return teachDesk({
    ...{
      file: `${freshFolder()}/memory.db`,
      cameras,
      catalogue,
      clock: handClock(),
      captureTimeoutMs: 10_000,
      remembering,
    },
    newId: () => `u${++last}`,
    lane: { core: { state } },
    ledger: { audit: () => {} },
    ...(simulated ? { simulation } : {}),
  })
}

it('[RM11] a unit is photographed while the lane is free, one at a time, and kept once', async () => {
  const free = desk()
  const first = free.shoot(toy.sku)
  await expect(free.shoot(toy.sku)).rejects.toThrow('wait for it')
  expect(await first).toEqual({ unit: 'u1', roles: ['top'] })
  expect(free.view(toy.sku).units).toBe(0)
  const outcome = await free.keep('u1', asker)
  expect(outcome).toMatchObject({
    kind: 'kept',
    views: [{ role: 'top', registered: true }],
    taught: { units: 1, may: 'nothing', title: toy.title, ends: { first: 'u1', last: 'u1' } },
  })
  await expect(free.keep('u1', asker)).rejects.toThrow('not the one photographed last')
  expect(free.undo(toy.sku, asker).units).toBe(0)
})

it('[RM11] not while an item is on the lane, and not for a SKU nobody knows', async () => {
  await expect(desk({ state: 'checking' }).shoot(toy.sku)).rejects.toThrow('finish the item')
  await expect(desk().shoot('NONE')).rejects.toThrow('SKU NONE is not in the catalogue')
})

it('[TE1] the pictures of a unit are shown with the line around its item, kept or refused', async () => {
  const free = desk()
  const { unit } = await free.shoot(toy.sku)
  const taken = free.photo(unit, 'top')
  const outcome = await free.keep(unit, asker)
  const [line = []] = outcome.kind === 'kept' ? (outcome.views[0]?.outline ?? []) : []
  expect(line.length).toBeGreaterThan(20)
  for (const { x, y } of line) expect(x >= 0 && x <= 1 && y >= 0 && y <= 1).toBe(true)
  expect(Buffer.from(free.photo(unit, 'top')).equals(taken)).toBe(true)
  await free.shoot(toy.sku)
  // The next one is on the bench: the first comes from the disk now.
  expect(Buffer.from(free.photo(unit, 'top')).equals(taken)).toBe(true)
  expect(() => free.photo('u9', 'top')).toThrow('no photograph top of a unit u9')
})

it('[TE1] a unit that cannot be remembered is refused by its view and reason, and the next one may come', async () => {
  const bad = desk({ cameras: [cameraGiving(async () => Uint8Array.of(1, 2))] })
  const { unit } = await bad.shoot(toy.sku)
  expect(await bad.keep(unit, asker)).toEqual({ kind: 'refused', role: 'top', why: 'unreadable' })
  expect(bad.view(toy.sku).units).toBe(0)
  expect(await bad.shoot(toy.sku)).toMatchObject({ unit: 'u2' })
})

it('[TE1] a camera that does not answer is its own fault, and the next try works', async () => {
  let lost = true
  const camera = cameraGiving(async () => {
    if (!lost) return photo()
    throw new Fault('CAMERA_LOST', 'The top camera top does not answer.')
  })
  const rig = desk({ cameras: [camera] })
  await expect(rig.shoot(toy.sku)).rejects.toThrow('does not answer')
  lost = false
  expect(await rig.shoot(toy.sku)).toMatchObject({ roles: ['top'] })
  await expect(desk({ cameras: [] }).shoot(toy.sku)).rejects.toThrow('configure a camera first')
})

it('[TE2] a camera of the page gives the picture the page has sent, and only for one unit', async () => {
  const camera = pageCamera({ name: 'Webcam', role: 'left' }, handClock())
  const kiosk = desk({ cameras: [camera] })
  expect(kiosk.view(toy.sku).cameras).toEqual([{ role: 'left', source: 'page' }])
  await expect(kiosk.shoot(toy.sku)).rejects.toThrow('view left: the page has sent no photograph')
  kiosk.upload('left', await photo(), 'image/png')
  const { unit } = await kiosk.shoot(toy.sku)
  expect(await kiosk.keep(unit, asker)).toMatchObject({ kind: 'kept', views: [{ role: 'left' }] })
  await expect(kiosk.shoot(toy.sku)).rejects.toThrow('view left: the page has sent no photograph')
  expect(() => kiosk.upload('top', Uint8Array.of(1), 'image/png')).toThrow(
    'no camera of a page has the role top',
  )
})

it('[TE3] the list has every taught SKU, the last one first; a promise stands from the fourth unit on', async () => {
  const rig = desk()
  for (const sku of [other.sku, ...Array<string>(4).fill(toy.sku)]) {
    const { unit } = await rig.shoot(sku)
    await rig.keep(unit, asker)
  }
  expect(rig.list()).toMatchObject([
    { sku: toy.sku, title: toy.title, units: 4, may: 'hint' },
    { sku: other.sku, units: 1, may: 'nothing' },
  ])
  expect(rig.view(other.sku).falseAlarms).toBeUndefined()
  expect(rig.view(toy.sku).falseAlarms?.guess).toBeCloseTo(1 / 5)
})

it('a code finds its product: by number, by GTIN, and every product of a return', () => {
  const rig = desk()
  expect(rig.find(toy.sku).map(({ sku }) => sku)).toEqual([toy.sku])
  expect(rig.find(lineOf(1).rma).map(({ sku }) => sku)).toEqual([lineOf(1).sku, lineOf(2).sku])
  expect(rig.find('4006381333931')).toEqual([])
})

it('on a simulated rig a whole unit is put on the bench', async () => {
  const simulated: string[] = []
  await desk({ simulated }).shoot(toy.sku)
  expect(simulated).toHaveLength(1)
})
