import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Scale, Weighing } from '../../drivers/scale/port.ts'
import type { VirtualScale } from '../../drivers/scale/virtual-scale.ts'
import type { FaultCode } from '../../main/kernel/fault.ts'
import { until } from '../rigs/until.ts'

/** A scale in the hands of a test, with its device's far end. */
export interface ScaleBench {
  readonly scale: Scale
  readonly device: Pick<VirtualScale, 'put' | 'shake' | 'overload' | 'liftPan' | 'answerNext'>
  unplug(): Promise<void> | void
  plug(): Promise<void> | void
  close(): Promise<void>
}

/** The scale's state, once it is of that kind (and fault). */
export function becomes(scale: Scale, kind: 'ready' | 'lost', fault?: FaultCode) {
  return until(
    () => scale.state(),
    (state) =>
      state.kind === kind && (fault === undefined || (state.kind === 'lost' && state.fault === fault)),
    `the scale to be ${fault ?? kind}`,
  )
}

/** What every scale promises in drivers/scale/port.ts; `tolerance` is what its last digit is worth, in grams. */
export function scaleContract(what: string, open: () => Promise<ScaleBench>, tolerance = 0.06): void {
  describe(`the scale port, by ${what}`, () => {
    let bench: ScaleBench
    const says = (fits: (weighing: Weighing | undefined) => boolean, words: string) =>
      until(() => bench.scale.now(), fits, words)
    const weighs = (grams: number) =>
      says((now) => now?.kind === 'stable' && Math.abs(now.grams - grams) <= tolerance, `${grams} g`)

    /** The device answers so for as long as nobody saw what came of it: one bad answer is forgotten by the next good one. */
    const lostBy = (answer: string | undefined, fault: FaultCode) =>
      until(
        () => {
          bench.device.answerNext(answer)
          return bench.scale.state()
        },
        (state) => state.kind === 'lost' && state.fault === fault,
        `the scale to be lost by ${fault}`,
      )

    beforeEach(async () => {
      bench = await open()
      await becomes(bench.scale, 'ready')
    })
    afterEach(() => bench.close())

    it('[WE1] tells a weight that lies still, and none while it moves', async () => {
      bench.device.put(612)
      await weighs(612)
      bench.device.shake()
      await says((now) => now?.kind === 'moving', 'it to move')
      bench.device.put(0)
      await weighs(0)
    })

    it('[WE3] tells overload and a lifted pan as what they are', async () => {
      bench.device.overload()
      await says((now) => now?.kind === 'over', 'overload')
      bench.device.liftPan()
      await says((now) => now?.kind === 'under', 'underload')
    })

    it('[WE4] is lost when the cable is out, and weighs when it is back', async () => {
      bench.device.put(250)
      await weighs(250)
      await bench.unplug()
      await becomes(bench.scale, 'lost', 'SCALE_LOST')
      expect(bench.scale.now()).toBeUndefined()
      await bench.plug()
      await becomes(bench.scale, 'ready')
      await weighs(250)
    })

    it('[WE4] [WE6] one that says nothing is lost, and its last weight is not told', async () => {
      bench.device.put(250)
      await weighs(250)
      await lostBy(undefined, 'SCALE_LOST')
      expect(bench.scale.now()).toBeUndefined()
      await becomes(bench.scale, 'ready')
    })

    it.each(['hello there\r\n', '\x02garbage\r', 'S S     ten g\r\n', '^XA^XZ\r\n'])(
      '[WE5] %j is no weight but SCALE_BAD_ANSWER',
      async (answer) => {
        await lostBy(answer, 'SCALE_BAD_ANSWER')
        expect(bench.scale.now()).toBeUndefined()
        await becomes(bench.scale, 'ready')
      },
    )

    it('[WE7] a tray counts as nothing after tare, and what moves cannot be tared', async () => {
      bench.device.put(300)
      await weighs(300)
      await bench.scale.tare()
      await weighs(0)
      bench.device.put(912)
      await weighs(612)
      bench.device.shake()
      await says((now) => now?.kind === 'moving', 'it to move')
      await expect(bench.scale.tare()).rejects.toMatchObject({ code: 'SCALE_MOVING' })
      bench.device.put(912)
      await weighs(612)
    })

    it('[WE7] a tare is taken back by taring the empty scale', async () => {
      bench.device.put(300)
      await weighs(300)
      await bench.scale.tare()
      await weighs(0)
      bench.device.put(0)
      await weighs(-300)
      await bench.scale.tare()
      await weighs(0)
      bench.device.put(612)
      await weighs(612)
    })

    it('[WE7] one that is gone cannot be tared', async () => {
      await bench.unplug()
      await becomes(bench.scale, 'lost', 'SCALE_LOST')
      await expect(bench.scale.tare()).rejects.toMatchObject({ code: 'SCALE_LOST' })
    })

    it('[WE8] closes twice, and tells nothing then', async () => {
      await bench.scale.close()
      await bench.scale.close()
      expect(bench.scale.now()).toBeUndefined()
    })
  })
}
