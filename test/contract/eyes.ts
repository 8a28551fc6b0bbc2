import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Inference } from '../../main/kernel/finding.ts'
import type { Frame } from '../../main/kernel/frame.ts'
import type { ItemFeatures } from '../../main/kernel/learnt.ts'
import { decodedFrom } from '../../models/picture/decoded.ts'
import type { Decoded, Eyes } from '../../models/port.ts'
import { drawnFrame, frameOf, red } from '../rigs/eyes/drawn-frames.ts'
import { until } from '../rigs/until.ts'

/** Eyes to be held to the port's rules. */
export interface EyesAtHand {
  readonly eyes: Eyes
  /** Whether what ran behind the eyes is gone. */
  gone(): boolean
  /** Puts a head into use that has earned its promise on such features; undone again by `forget`. */
  teach(item: ItemFeatures): void
  forget(): void
}

/** More than any answer takes. */
const patientMs = 30_000

/** Runs the rules EY1 to EY6, EY8, EY9 and EY11 of models/port.ts. */
export function eyesContract(name: string, open: () => Promise<EyesAtHand>): void {
  describe(`${name} keeps the rules of eyes`, () => {
    let hand: EyesAtHand
    let frames: Frame[]

    beforeAll(async () => {
      hand = await open()
      const spots = [{ x: 0.4, y: 0.4, width: 0.1, height: 0.1, colour: red }]
      frames = [await drawnFrame({ seed: 1 }), await drawnFrame({ seed: 2, spots }, 'left')]
      await until(
        () => hand.eyes.state().kind,
        (kind) => kind !== 'starting',
        'eyes that have started',
      )
    })
    afterAll(() => hand.eyes.close())

    it('[EY1] without photographs it is unsure, and says so', async () => {
      expect(await hand.eyes.infer([], patientMs)).toMatchObject({ status: 'unsure', why: 'no_photos' })
    })

    it('[EY1] a bad photograph among good ones makes it unsure, and the sentence names the view', async () => {
      const answer = await hand.eyes.infer(
        [frames[0]!, frameOf(new TextEncoder().encode('no photograph'), 'front')],
        patientMs,
      )
      expect(answer).toMatchObject({
        status: 'unsure',
        why: 'unreadable_photo',
        detail: expect.stringContaining('"front"'),
      })
    })

    it('[EY2] without time left it is timed out, and the next call works', async () => {
      expect(await hand.eyes.infer(frames, 0)).toMatchObject({ status: 'unsure', why: 'timed_out' })
      expect(await hand.eyes.infer(frames, patientMs)).toMatchObject({ status: 'done' })
    })

    it('[EY2] too little time is an answer or timed out, and the next call works', async () => {
      const hasty = await hand.eyes.infer(frames, 1)
      expect(['done', 'timed_out']).toContain(hasty.status === 'done' ? hasty.status : hasty.why)
      expect(await hand.eyes.infer(frames, patientMs)).toMatchObject({ status: 'done' })
    })

    it('[EY3] the event loop of the caller goes on turning while photographs are judged', async () => {
      let turns = 0
      let judging = true
      const turn = () => {
        turns++
        if (judging) setImmediate(turn)
      }
      setImmediate(turn)
      await hand.eyes.infer(frames, patientMs)
      judging = false
      expect(turns).toBeGreaterThan(10)
    })

    it('[EY4] the same photographs give the same answer', async () => {
      const answers = [await hand.eyes.infer(frames, patientMs), await hand.eyes.infer(frames, patientMs)]
      expect(withoutTimings(answers[1]!)).toEqual(withoutTimings(answers[0]!))
    })

    it('[EY5] a sharp photograph of an item is good, and its size is told', async () => {
      expect(await hand.eyes.measure(frames[0]!)).toMatchObject({ verdict: 'good', width: 960, height: 540 })
    })

    it('[EY5] what is no photograph is unreadable', async () => {
      const bytes = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')
      expect(await hand.eyes.measure(frameOf(bytes))).toMatchObject({ verdict: 'unreadable', width: 0 })
    })

    it('[EY11] who measures a photograph hears of it as it was decoded, before its quality; of what is none, nothing', async () => {
      const heard: (Decoded | string)[] = []
      const measure = async (frame: Frame) => {
        const { verdict } = await hand.eyes.measure(frame, (decoded) => heard.push(decoded))
        heard.push(verdict)
      }
      await measure(frames[0]!)
      await measure(frameOf(new TextEncoder().encode('no photograph')))
      const { raster, scale } = await decodedFrom(frames[0]!.bytes, 960)
      expect(heard).toMatchObject([{ scale, raster: { width: 640, height: 360 } }, 'good', 'unreadable'])
      const [seen] = heard
      expect(typeof seen === 'object' && Buffer.compare(seen.raster.pixels, raster.pixels)).toBe(0)
    })

    it('[EY8] photographs have the same features whatever their order, others have others', async () => {
      const item = await hand.eyes.features(frames, patientMs)
      await hand.eyes.infer([frames[0]!], patientMs)
      expect(await hand.eyes.features(frames.toReversed(), patientMs)).toEqual(item)
      expect(item?.values.length).toBeGreaterThan(0)
      expect([...(item?.values ?? [Number.NaN])].every(Number.isFinite)).toBe(true)
      const other = await hand.eyes.features([frames[1]!], patientMs)
      expect(other).toMatchObject({ pack: item?.pack, layout: item?.layout })
      expect(other?.values).not.toEqual(item?.values)
      expect(other?.values).toHaveLength(item?.values.length ?? 0)
    })

    it('[EY8] photographs that cannot be judged have no features, and no time gives none', async () => {
      const broken = frameOf(new TextEncoder().encode('no photograph'), 'front')
      expect(await hand.eyes.features([], patientMs)).toBeUndefined()
      expect(await hand.eyes.features([frames[0]!, broken], patientMs)).toBeUndefined()
      expect(await hand.eyes.features(frames, 0)).toBeUndefined()
    })

    it('[EY9] a head speaks from the moment it is put to use until it is undone', async () => {
      const item = (await hand.eyes.features(frames, patientMs))!
      expect(await hand.eyes.grade(item, patientMs)).toBeUndefined()
      expect(await hand.eyes.head(patientMs)).toEqual({ kind: 'none' })
      hand.teach(item)
      const said = await hand.eyes.grade(item, patientMs)
      expect(Object.values(said?.odds ?? {}).reduce((sum, odds) => sum + odds, 0)).toBeCloseTo(1, 6)
      expect(await hand.eyes.head(patientMs)).toEqual({ kind: 'ready', head: said?.head, speaks: true })
      expect(await hand.eyes.grade(item, patientMs)).toEqual(said)
      expect(await hand.eyes.grade(item, 0)).toBeUndefined()
      hand.forget()
      expect(await hand.eyes.grade(item, patientMs)).toBeUndefined()
      expect(await hand.eyes.head(patientMs)).toEqual({ kind: 'none' })
    })

    it('[EY6] close() may be called twice, leaves nothing running, and calls after it are still answered', async () => {
      await Promise.all([hand.eyes.close(), hand.eyes.close()])
      await hand.eyes.close()
      await until(hand.gone, (gone) => gone, 'the end of what ran behind the eyes')
      expect(await hand.eyes.infer(frames, patientMs)).toMatchObject({ status: 'unsure', why: 'crashed' })
      expect(await hand.eyes.measure(frames[0]!)).toMatchObject({ verdict: 'unreadable' })
      expect(await hand.eyes.features(frames, patientMs)).toBeUndefined()
      expect(await hand.eyes.head(patientMs)).toEqual({ kind: 'none' })
    })
  })
}

function withoutTimings(answer: Inference): object {
  return { ...answer, timings: undefined }
}
