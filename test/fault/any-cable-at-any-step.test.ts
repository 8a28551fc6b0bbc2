import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { LaneState, LaneView } from '../../main/api/views.ts'
import { Fault } from '../../main/kernel/fault.ts'
import { photo } from '../contract/camera.ts'
import { type DockDevice, type DockRig, dockDevices, dockRig, workOn } from '../rigs/dock-rig.ts'
import { lineOf, skuOf } from '../rigs/skus.ts'

const code = lineOf(1).rma
const grams = skuOf(1).weightGrams ?? 0
const green = '0'

let picture: Uint8Array
let dock: DockRig
beforeAll(async () => {
  picture = await photo(1)
})
beforeEach(async () => {
  dock = dockRig(picture)
  dock.weigh(grams)
  await seen((view) => dockDevices.every((device) => kindIn(view, device) === 'ready'), 'all devices ready')
})
afterEach(() => dock.close())

/** Held back where the lane would pass through in no time. */
const holds: Partial<Record<LaneState, () => void>> = {
  capturing: () => {
    dock.exposing = waiting()
  },
  inspecting: () => {
    const answer = dock.rig.eyes
    const held = waiting()
    dock.rig.eyes = () => held.then(answer)
  },
  asking: () => dock.rig.verdicts.set('top', 'blurred'),
  stopped: () => {
    dock.rig.evidenceFault = new Fault('DISK_FULL', 'the test fills the disk')
  },
}
let letGo = () => {}

function waiting(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  letGo = resolve
  return promise
}

/** All is as it should be again: the photograph is sharp, the disk has room, and nothing is waited for. */
function mend(): void {
  dock.rig.verdicts.clear()
  dock.rig.evidenceFault = undefined
  letGo()
}

/** States in which the lane stays until somebody or something comes, and those it passes through in one step. */
const staying: readonly LaneState[] = [
  ...(['scan', 'identified', 'checking', 'capturing', 'inspecting'] as const),
  ...(['asking', 'stopped', 'proposing', 'verifying'] as const),
]
const passing: readonly LaneState[] = ['confirmed', 'committing', 'printing']
const rows = (states: readonly LaneState[]) =>
  states.flatMap((state) => dockDevices.map((device) => ({ state, device })))

describe('a cable is pulled and put back while the lane stays at', () => {
  it.each(rows(staying))('$state, of the $device: one row, one label', async ({ state, device }) => {
    holds[state]?.()
    await workUntil((view) => view.state === state, state)
    await replug(device)
    // Only a photograph cannot do without its camera: it is asked for again.
    const after = device === 'camera' && state === 'capturing' ? 'asking' : state
    await seen((view) => view.state === after, after)
    mend()
    await endsWell(device)
  })
})

describe('a cable is pulled in the very moment the lane is', () => {
  it.each(rows(passing))('$state, of the $device: one row, one label', async ({ state, device }) => {
    let pulled: LaneState | undefined
    dock.atStep = (at) => {
      if (at !== state || pulled) return
      pulled = at
      dock.devices[device].unplug()
    }
    await workUntil(() => pulled !== undefined, state)
    await seen((view) => kindIn(view, device) === 'lost', `the ${device} lost`)
    dock.devices[device].plug()
    await endsWell(device)
    expect(pulled).toBe(state)
  })
})

/** The item ends as it would have with all cables in, and the next one finds every device. */
async function endsWell(device: DockDevice): Promise<void> {
  await seen((view) => kindIn(view, device) === 'ready', `the ${device} back`)
  // Nobody scans within 50 ms of plugging in; what came then would be the end of a code that was under way (SC4).
  if (device === 'scanner') await new Promise((resolve) => setTimeout(resolve, 60))
  await workUntil(({ state, last }) => state === 'scan' && last?.label === 'printed', 'the item to end')
  const [row, another] = dock.ledger.list({}, 9)
  expect(another).toBeUndefined()
  expect(row?.record).toMatchObject({ scan: { device: 'Scanner' }, weightGrams: grams })
  expect(row?.record.shots.map(({ role }) => role)).toEqual(['top'])
  expect(dock.printed.filter((zpl) => zpl.includes(row?.record.plate ?? 'no plate'))).toHaveLength(1)
  expect(dock.printed).toHaveLength(1)
  expect(dock.ledger.jobs('waiting', 9)).toEqual([])
  await expect.poll(() => dock.lit().join(), { timeout: 10_000, interval: 5 }).toBe(green)
  await dock.present(lineOf(3).rma)
  await seen(({ state }) => state === 'identified', 'the next item')
}

/** Works the item as an operator does, one step a view, until that is seen. */
async function workUntil(wanted: (view: LaneView) => boolean, what: string): Promise<void> {
  let done = -1
  await seen((view) => {
    if (wanted(view)) return true
    if (view.state === 'scan' && !view.last) void dock.present(code)
    if (view.revision !== done) workOn(dock, view)
    done = view.revision
    return false
  }, what)
}

async function replug(device: DockDevice): Promise<void> {
  dock.devices[device].unplug()
  await seen((view) => kindIn(view, device) === 'lost', `the ${device} lost`)
  dock.devices[device].plug()
  await seen((view) => kindIn(view, device) === 'ready', `the ${device} back`)
}

/** Waits until the lane's view pleases. */
async function seen(wanted: (view: LaneView) => boolean, what: string): Promise<void> {
  await expect
    .poll(() => wanted(dock.lane.view()) || `${what}; now ${dock.lane.view().state}`, {
      timeout: 10_000,
      interval: 2,
    })
    .toBe(true)
}

function kindIn({ devices }: LaneView, device: DockDevice): string {
  const { scanners, cameras, printer, scale, signal } = devices
  const one = { scanner: scanners[0], camera: cameras[0], printer, scale, light: signal }[device]
  return one?.state.kind ?? 'none'
}
