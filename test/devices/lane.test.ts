import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LaneState, LaneView } from '../../main/api/views.ts'
import { testText } from '../../main/kernel/test-code.ts'
import { lineOf, skuOf } from '../rigs/skus.ts'
import { until } from '../rigs/until.ts'
import { type Dock, type DockDevice, dockDevices, openDock, stateOf } from '../rigs/vm/guest/dock.ts'
import { workItem } from '../rigs/work-item.ts'
import { outcomeOf } from './outcome.ts'

const minutes = 60_000
// Two lines share a return; every other seed has one of its own.
const seeds = Array.from({ length: 20 }, (_, index) => 11 + index * 2)
const codes = seeds.map((seed) => lineOf(seed).rma)
/** Relays of the light. */
const [green, amber, red] = [0, 1, 2]

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

describe('Set-up, on its page, with the devices that were just picked', { timeout: 2 * minutes }, () => {
  it('shows each under its name, and nothing is simulated any more', async () => {
    const { host, client } = dock
    const { devices } = await viewNow()
    const { printer, scale, signal, scanners, cameras } = devices
    for (const each of [printer, scale, signal, ...scanners, ...cameras])
      await host.ask.reads('', each?.name ?? '')
    expect((await client.api.setup.view.query()).simulated).toBe(false)
  })

  it('lights each lamp of the stack light, and no other', async () => {
    const { ask } = dock.host
    for (const [relay, lamp] of ['green', 'amber', 'red'].entries()) {
      await ask.press(`lamp-${lamp}`)
      await until(
        () => ask.lit('light'),
        (lit) => lit.join() === String(relay),
        `the ${lamp} lamp alone`,
      )
    }
  })

  it('prints a label to look at', async () => {
    const { ask } = dock.host
    await ask.press('test-label')
    await until(
      () => ask.labels('label'),
      (labels) => labels.length === 1,
      'the test label',
    )
  })

  it('shows the weight that lies on the scale, and what the scanner reads', async () => {
    const { ask } = dock.host
    await ask.weigh('pan', 1234)
    await ask.reads('weighing', '1,234')
    await ask.weigh('pan', 0)
    await dock.scanner.present(testText)
    await ask.reads('station-heard', testText)
    await ask.look('2-tried-out')
    await ask.openScreen('lane')
    expect(await ask.pageProblems()).toEqual([])
  })
})

it(
  'a scan on the USB scanner ends as a label on the printer, scanned back, and a row at central',
  async () => {
    const { client, scanner, host } = dock
    const code = freshCode()
    const { weightGrams = 0 } = skuOf(seeds.find((seed) => lineOf(seed).rma === code) ?? 0)
    await host.ask.weigh('pan', weightGrams)
    expect((await present(code)).item?.code).toBe(code)
    const id = await workItem(client, code)
    const { plate, labels } = await outcomeOf(host, id)
    expect(labels).toMatchObject([{ barcodes: expect.arrayContaining([{ format: 'Code128', text: plate }]) }])
    await client.laneUntil(({ state }) => state === 'verifying', 'the label to be asked for')
    await host.ask.look('3-label-to-scan')
    await scanner.present(plate)
    await client.laneUntil(({ state }) => state === 'scan', 'a free lane')
    const { record } = await client.api.review.item.query({ id })
    expect(record).toMatchObject({
      scan: { source: 'hid', device: 'Hand scanner' },
      weightGrams,
      shots: [{ role: 'top', quality: { width: 720, height: 576, verdict: 'good' } }],
      // The eyes have looked: which of their answers it is does not matter here.
      inference: { status: 'done' },
    })
    await host.ask.weigh('pan', 0)
  },
  8 * minutes,
)

describe('every device pulled out and plugged in again while the lane waits for a person', () => {
  const code = freshCode()
  // In the order in which one item comes by, each with what brings it there and the lamp that is lit then.
  const rows = [
    { state: 'scan', lamp: green, enter: () => freeLane() },
    { state: 'identified', lamp: green, enter: () => dock.scanner.present(code) },
    { state: 'checking', lamp: green, enter: () => chooseFirst() },
    { state: 'asking', lamp: amber, fault: 'CAMERA_LOST', enter: () => answerWithoutCamera() },
    { state: 'proposing', lamp: green, enter: () => dock.client.api.lane.retake.mutate() },
    { state: 'stopped', lamp: red, fault: 'DISK_FULL', enter: () => confirmOnFullDisk() },
    { state: 'verifying', lamp: green, enter: () => resumeWithRoom() },
  ] as const

  it.each(rows)(
    '$state: each is lost, then back, and the lane stays',
    async ({ state, lamp, enter, ...row }) => {
      await enter()
      const view = await dock.client.laneUntil((next) => next.state === state, state)
      expect(view.fault?.code).toBe('fault' in row ? row.fault : undefined)
      // A camera takes its time to start: the others are pulled out one after the other meanwhile.
      await Promise.all([replug('camera'), replugInTurn(['printer', 'scanner', 'scale', 'light'])])
      expect((await viewNow()).state).toBe(state)
      await until(
        () => dock.host.ask.lit('light'),
        (lit) => lit.join() === String(lamp),
        `lamp ${lamp} to be lit`,
      )
    },
    4 * minutes,
  )

  it(
    'verifying: and the item ends as one row and one label, which is scanned back',
    async () => {
      const id = (await viewNow()).last?.id ?? ''
      expect((await outcomeOf(dock.host, id)).labels).toHaveLength(1)
      await freeLane()
    },
    2 * minutes,
  )
})

describe('all devices pulled out at once and plugged in again, while the lane is at', () => {
  // Between two of these states the lane does not wait for anybody; a sealed item is not photographed.
  const passing: readonly { state: string; sealed: 'yes' | 'no'; seen: readonly LaneState[] }[] = [
    { state: 'capturing', sealed: 'no', seen: ['capturing'] },
    { state: 'inspecting', sealed: 'no', seen: ['inspecting'] },
    // These two pass in one turn of the station's event loop: the plugs are out before the decision is given, and still are after it.
    { state: 'confirmed and committing', sealed: 'yes', seen: ['printing'] },
    { state: 'printing', sealed: 'yes', seen: ['printing'] },
  ]

  it.each(passing)(
    '$state: the item ends as one row with its label, and all are back',
    async ({ state, sealed, seen: wanted }) => {
      const code = freshCode()
      await present(code)
      const watching = watchLosses()
      let pulled = state === 'confirmed and committing' ? undefined : replugAt(state)
      const confirming = async () => {
        if (!pulled) await pull(...dockDevices)
      }
      const id = await workItem(dock.client, code, { answers: { sealed }, confirming })
      pulled ??= stillOut().then(() => plugIn(...dockDevices))
      await pulled
      const seen = watching.end()
      console.log(`${state}: seen with a plug out: ${[...seen].join(', ')}`)
      expect([...seen].filter((each) => wanted.includes(each))).not.toEqual([])
      const { labels } = await outcomeOf(dock.host, id)
      // Only a cable pulled after the last byte of a label may bring it out twice (PR8).
      expect(state.startsWith('confirmed') ? [1] : [1, 2]).toContain(labels.length)
    },
    4 * minutes,
  )
})

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
      await present(code)
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
    'out of labels in the middle of the job: the label waits and comes out once with a new roll',
    async () => {
      const { client, host } = dock
      const code = freshCode()
      await present(code)
      await host.ask.mend('label', 'emptyInJob')
      const id = await workItem(client, code, { answers: { sealed: 'yes' } })
      const waiting = ({ last, devices: { printer } }: LaneView) =>
        last?.id === id && last.label === 'waiting' && 'fault' in printer.state
      expect((await client.laneUntil(waiting, 'the label to wait')).devices.printer.state).toMatchObject({
        fault: 'PRINTER_EMPTY',
      })
      await host.ask.mend('label', 'loadRoll')
      expect(await labelsOf(id)).toHaveLength(1)
    },
    2 * minutes,
  )

  it(
    'half an answer to the first question after the job: the label comes out once',
    async () => {
      const code = freshCode()
      await present(code)
      await dock.host.ask.mend('label', 'halfAfterJob')
      const id = await workItem(dock.client, code, { answers: { sealed: 'yes' } })
      await dock.client.laneUntil(({ last }) => last?.id === id && last.label === 'printed', 'the label')
      expect(await labelsOf(id)).toHaveLength(1)
    },
    2 * minutes,
  )
})

const viewNow = (): Promise<LaneView> => dock.client.api.lane.view.query()

const is = (device: DockDevice, kind: 'ready' | 'lost') =>
  dock.client.laneUntil((view) => stateOf(view, device) === kind, `the ${device} to be ${kind}`)

async function replug(...devices: readonly DockDevice[]): Promise<void> {
  await pull(...devices)
  await plugIn(...devices)
}

async function pull(...devices: readonly DockDevice[]): Promise<void> {
  for (const device of devices) await dock.devices[device].unplug()
  for (const device of devices) await is(device, 'lost')
}

async function plugIn(...devices: readonly DockDevice[]): Promise<void> {
  for (const device of devices) await dock.devices[device].plug()
  for (const device of devices) await is(device, 'ready')
}

async function replugInTurn(devices: readonly DockDevice[]): Promise<void> {
  for (const device of devices) await replug(device)
}

/** All labels of an item: also one that the print worker, which tries again after two seconds, brings out too much. */
async function labelsOf(id: string) {
  await outcomeOf(dock.host, id)
  await sleep(8000)
  return (await outcomeOf(dock.host, id)).labels
}

/** Remembers in which states the lane was told to be while a device was lost. */
function watchLosses(): { end(): ReadonlySet<LaneState> } {
  const over = new AbortController()
  const seen = new Set<LaneState>()
  const watching = (async () => {
    for await (const view of dock.client.watchLane(over.signal))
      if (dockDevices.some((device) => stateOf(view, device) === 'lost')) seen.add(view.state)
  })()
  watching.catch(() => {})
  return {
    end() {
      over.abort()
      return seen
    },
  }
}

/** The item has passed every state up to its label with all plugs out. */
async function stillOut(): Promise<void> {
  await dock.client.laneUntil(
    (view) => view.state === 'printing' && dockDevices.every((device) => stateOf(view, device) === 'lost'),
    'the label to wait for its printer, all plugs out',
  )
}

/** Pulls every plug the moment the lane is in that state, and puts them back once the station has noticed. */
async function replugAt(state: string): Promise<void> {
  await dock.client.laneUntil((view) => view.state === state, state)
  await replug(...dockDevices)
}

/** The label that waits to be scanned back is, and the lane is free. */
async function freeLane(): Promise<void> {
  const { client, scanner } = dock
  const ended = ({ state }: LaneView) => state === 'scan' || state === 'verifying'
  const { check } = await client.laneUntil(ended, 'the item before to end')
  if (check) await scanner.present(check.plate)
  await client.laneUntil(({ state }) => state === 'scan', 'a free lane')
}

/** A new item on the lane, by the USB scanner. */
async function present(code: string): Promise<LaneView> {
  await freeLane()
  await dock.scanner.present(code)
  return dock.client.laneUntil(({ state }) => state === 'identified', 'the scan')
}

async function chooseFirst(): Promise<void> {
  const [first] = (await viewNow()).candidates
  await dock.client.api.lane.choose.mutate({ key: first?.key ?? '' })
}

/** Answers the checklist, everything as it should be and nothing sealed, with the camera's plug pulled. */
async function answerWithoutCamera(): Promise<void> {
  const { lane } = dock.client.api
  await dock.devices.camera.unplug()
  await is('camera', 'lost')
  for (let view = await viewNow(); view.state === 'checking' && view.question; view = await viewNow()) {
    const { id } = view.question
    await lane.answer.mutate({ question: id, answer: id === 'sealed' ? 'no' : 'yes' })
  }
}

async function confirmOnFullDisk(): Promise<void> {
  dock.disk.fill()
  await dock.client.api.lane.confirm.mutate()
}

async function resumeWithRoom(): Promise<void> {
  dock.disk.empty()
  await dock.client.api.lane.resume.mutate()
}
