import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LaneState, LaneView } from '../../main/api/views.ts'
import { lineOf } from '../rigs/skus.ts'
import {
  type Dock,
  type DockDevice,
  dockDevices,
  eyesReady,
  openDock,
  stateOf,
} from '../rigs/vm/guest/dock.ts'
import { workItem } from '../rigs/work-item.ts'
import { outcomeOf } from './outcome.ts'

const minutes = 60_000
// Two lines share a return; every other seed has one of its own.
const seeds = Array.from({ length: 20 }, (_, index) => 11 + index * 2)
const codes = seeds.map((seed) => lineOf(seed).rma)

let dock: Dock
beforeAll(async () => {
  dock = await openDock(seeds)
}, 8 * minutes)
afterAll(() => dock?.close(), minutes)

/** A code nobody has scanned yet. */
function freshCode(): string {
  const code = codes.shift()
  if (!code) throw new Error('more items than the catalogue was given')
  return code
}

it(
  'a scan on the USB scanner ends as a label on the printer and a row at central',
  async () => {
    let record = await workedWhole()
    // On a busy computer the first look takes so long here that the station takes the eyes for hung and starts them anew.
    for (let more = 2; record.inference?.status !== 'done' && more > 0; more -= 1) {
      await eyesReady(dock.client)
      record = await workedWhole()
    }
    // The eyes have looked: which of their answers it is does not matter here.
    expect(record.inference).toEqual(expect.objectContaining({ status: 'done' }))
  },
  8 * minutes,
)

/** One item from the scanner to its label and its row, as the station has recorded it. */
async function workedWhole() {
  const { client, scanner } = dock
  const code = freshCode()
  await client.laneUntil(({ state }) => state === 'scan', 'a free lane')
  await scanner.present(code)
  const identified = await client.laneUntil(({ state }) => state === 'identified', 'the scan')
  expect(identified.item?.code).toBe(code)
  const id = await workItem(client, code)
  const { plate, labels } = await outcomeOf(dock.host, id)
  expect(labels).toMatchObject([{ barcodes: expect.arrayContaining([{ format: 'Code128', text: plate }]) }])
  const { record } = await client.api.review.item.query({ id })
  expect(record.scan).toMatchObject({ source: 'hid', device: 'Hand scanner' })
  expect(record.shots).toMatchObject([{ role: 'top', quality: { width: 720, height: 576, verdict: 'good' } }])
  return record
}

describe('every device pulled out and plugged in again, one after the other, while a person is at', () => {
  const code = freshCode()
  const waiting: readonly LaneState[] = ['scan', 'identified', 'checking', 'proposing']
  const rows = waiting.flatMap((state) => dockDevices.map((device) => ({ state, device })))

  it.each(rows)(
    '$state: the $device is lost, then back, and the lane stays',
    async ({ state, device }) => {
      await walkTo(state, code)
      await replug(device)
      expect((await viewNow()).state).toBe(state)
    },
    3 * minutes,
  )

  it(
    'proposing: and the item ends as one row and one label',
    async () => {
      const { labels } = await outcomeOf(dock.host, await workItem(dock.client, code))
      expect(labels).toHaveLength(1)
    },
    2 * minutes,
  )
})

describe('all devices pulled out at once and plugged in again, while the lane is at', () => {
  // Between two of these states the lane does not wait for anybody; a sealed item is not photographed.
  const passing = [
    { state: 'capturing', sealed: 'no' },
    { state: 'inspecting', sealed: 'no' },
    // These two pass within milliseconds: the plugs are pulled as the decision is given.
    { state: 'confirmed and committing', sealed: 'yes' },
    { state: 'printing', sealed: 'yes' },
  ] as const

  it.each(passing)(
    '$state: the item ends as one row with its label, and all are back',
    async ({ state, sealed }) => {
      const code = freshCode()
      await walkTo('identified', code)
      let pulled = state === 'confirmed and committing' ? undefined : replugAt(state)
      const confirming = () => {
        pulled ??= replug(...dockDevices)
      }
      const id = await workItem(dock.client, code, { answers: { sealed }, confirming })
      await pulled
      const { labels } = await outcomeOf(dock.host, id)
      // Only a cable pulled after the last byte of a label may bring it out twice (PR8).
      expect([1, 2]).toContain(labels.length)
    },
    4 * minutes,
  )
})

it(
  'a camera that is out when it is needed: the lane asks, and every device comes back while it does',
  async () => {
    const { client } = dock
    const code = freshCode()
    await walkTo('checking', code)
    await dock.devices.camera.unplug()
    await is('camera', 'lost')
    await answerAll()
    expect(await client.laneUntil(({ state }) => state === 'asking', 'the question')).toMatchObject({
      fault: { code: 'CAMERA_LOST' },
    })
    await replug('scanner')
    await replug('printer')
    await dock.devices.camera.plug()
    await is('camera', 'ready')
    expect((await viewNow()).state).toBe('asking')
    const { labels } = await outcomeOf(dock.host, await workItem(client, code))
    expect(labels).toHaveLength(1)
  },
  4 * minutes,
)

describe('a label printer that cannot print when the decision is confirmed', () => {
  const troubles = [
    { trouble: 'takeRoll', mending: 'loadRoll', fault: 'PRINTER_EMPTY' },
    { trouble: 'openHead', mending: 'closeHead', fault: 'PRINTER_HEAD_OPEN' },
    { trouble: 'pause', mending: 'resume', fault: 'PRINTER_PAUSED' },
  ] as const

  it.each(troubles)(
    '$trouble: the label waits and comes out once after $mending',
    async (row) => {
      const { client, host } = dock
      const code = freshCode()
      await walkTo('identified', code)
      await host.ask.mend('label', row.trouble)
      await client.laneUntil(
        ({ devices }) => 'fault' in devices.printer.state && devices.printer.state.fault === row.fault,
        row.fault,
      )
      const id = await workItem(client, code, { answers: { sealed: 'yes' } })
      await client.laneUntil(({ last }) => last?.id === id && last.label === 'waiting', 'the label to wait')
      await host.ask.mend('label', row.mending)
      expect((await outcomeOf(dock.host, id)).labels).toHaveLength(1)
    },
    2 * minutes,
  )

  it(
    'half an answer to a question for its status: the label comes out once',
    async () => {
      const code = freshCode()
      await walkTo('identified', code)
      await dock.host.ask.mend('label', 'halfAnswer')
      const { labels } = await outcomeOf(
        dock.host,
        await workItem(dock.client, code, { answers: { sealed: 'yes' } }),
      )
      expect(labels).toHaveLength(1)
    },
    2 * minutes,
  )
})

const viewNow = (): Promise<LaneView> => dock.client.api.lane.view.query()

const is = (device: DockDevice, kind: 'ready' | 'lost') =>
  dock.client.laneUntil((view) => stateOf(view, device) === kind, `the ${device} to be ${kind}`)

async function replug(...devices: readonly DockDevice[]): Promise<void> {
  for (const device of devices) await dock.devices[device].unplug()
  for (const device of devices) await is(device, 'lost')
  for (const device of devices) await dock.devices[device].plug()
  for (const device of devices) await is(device, 'ready')
}

/** Pulls every plug the moment the lane is in that state, and puts them back once the station has noticed. */
async function replugAt(state: LaneState): Promise<void> {
  await dock.client.laneUntil((view) => view.state === state, state)
  await replug(...dockDevices)
}

/** Brings the lane to a state in which it waits for a person: with a scan, and what a person then does. */
async function walkTo(state: LaneState, code: string): Promise<void> {
  const { client, scanner } = dock
  const { lane } = client.api
  if (state === 'scan') return void (await client.laneUntil((view) => view.state === 'scan', 'a free lane'))
  const view = await viewNow()
  if (view.state === 'scan' || view.state === 'printing') {
    await client.laneUntil((next) => next.state === 'scan', 'a free lane')
    await scanner.present(code)
    await client.laneUntil((next) => next.state === 'identified', 'the scan')
  }
  if (state === 'identified') return
  if ((await viewNow()).state === 'identified') {
    const [first] = (await viewNow()).candidates
    await lane.choose.mutate({ key: first?.key ?? '' })
  }
  if (state === 'checking') return
  if ((await viewNow()).state === 'checking') await answerAll()
  await client.laneUntil((next) => next.state === state, state)
}

/** Answers the checklist: everything is as it should be, and nothing sealed. */
async function answerAll(): Promise<void> {
  const { lane } = dock.client.api
  for (let view = await viewNow(); view.state === 'checking' && view.question; view = await viewNow()) {
    const { id } = view.question
    await lane.answer.mutate({ question: id, answer: id === 'sealed' ? 'no' : 'yes' })
  }
}
