import { afterEach, beforeEach, expect, it } from 'vitest'
import { type SimulatedSignal, simulatedSignal } from '../../drivers/signal/simulated.ts'
import { lightLane } from '../../main/station/signal-light.ts'
import { type LaneRig, laneRig } from '../rigs/lane-rig.ts'
import { realClock } from '../rigs/real-clock.ts'
import { skuOf } from '../rigs/skus.ts'
import { until } from '../rigs/until.ts'

let rig: LaneRig
let light: SimulatedSignal
beforeEach(() => {
  rig = laneRig()
  light = simulatedSignal('Stack light', realClock(50))
  lightLane(rig.lane.core, light)
})
afterEach(async () => {
  rig.close()
  await light.close()
})

const shows = (...relays: number[]) =>
  until(
    () => light.on(),
    (on) => on.join() === relays.join(),
    `the relays ${relays.join()}`,
  )
const reach = (wanted: string) =>
  until(
    () => rig.lane.view().state,
    (state) => state === wanted,
    wanted,
  )

async function toPhotographs(): Promise<void> {
  rig.scan(skuOf(6).gtin?.slice(1) ?? '')
  while (rig.lane.view().question) rig.lane.answer(rig.lane.view().question?.id ?? '', 'no')
}

it('[LN17] green while work goes on, amber while a photograph is asked for again', async () => {
  await shows(0)
  rig.verdicts.set('front', 'blurred')
  await toPhotographs()
  await reach('asking')
  await shows(1)
  rig.verdicts.clear()
  rig.lane.retake()
  await reach('proposing')
  await shows(0)
})

it('[LN17] [SG2] a light whose cable is out holds nobody up, and is right once it is back', async () => {
  await shows(0)
  light.unplug()
  rig.verdicts.set('front', 'blurred')
  await toPhotographs()
  await reach('asking')
  rig.verdicts.clear()
  rig.lane.retake()
  await reach('proposing')
  rig.lane.confirm('staff-1')
  expect(rig.ledger.list({}, 9)).toHaveLength(1)
  light.plug()
  await shows(0)
})
