import pino from 'pino'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Examiner, examinerOf } from '../../../main/station/examine.ts'
import { renewOne } from '../../../main/station/renew-units.ts'
import type { UnitStore } from '../../../models/memory/port.ts'
import { type Remembering, startRemembering } from '../../../models/memory/remembering.ts'
import { unpackedPatches } from '../../../models/memory/stored.ts'
import { decodedFrom } from '../../../models/picture/decoded.ts'
import { openUnits } from '../../../sync/memory/units.ts'
import { type HandClock, handClock } from '../../rigs/hand-clock.ts'
import { taken } from '../../rigs/taken.ts'
import { type ComparingEyes, comparingEyes, frameOf, knownOf, teachThings } from '../../rigs/units-rig.ts'

const remembering = startRemembering()
const log = pino({ enabled: false })
let units: UnitStore
let eyes: ComparingEyes
let clock: HandClock
let examiner: Examiner

function examinerWith(change: Partial<Remembering> = {}): Examiner {
  const asked = { ...remembering, ...change }
  return examinerOf({ eyes, clock, log, memory: { known: knownOf(units, asked, eyes), remembering: asked } })
}

beforeAll(async () => {
  units = openUnits(':memory:')
  await teachThings(units, remembering, { sku: 'FEW', count: 4, model: 'eye@2' })
  await teachThings(units, remembering, { sku: 'MANY', count: 16, model: 'eye@2' })
})
afterAll(async () => {
  await remembering.close()
  units.close()
})
beforeEach(() => {
  eyes = comparingEyes()
  clock = handClock()
  examiner = examinerWith()
})

async function done(sku: string | undefined, limitMs = 8_000) {
  const { inference } = await examiner.examine([await frameOf({ seed: 70, armless: true })], sku, limitMs)
  if (inference.status === 'unsure') throw new Error(inference.detail)
  return inference
}

describe('an item beside whole units', () => {
  it('[EX3] of a SKU with sixteen units differences count, and the memory has a verdict', async () => {
    const { findings, severity, memory } = await done('MANY')
    expect(findings).toMatchObject([{ type: 'deformation', view: { role: 'top' } }])
    expect(findings[0]).not.toHaveProperty('hint')
    expect(severity).toMatchObject({ minor: expect.closeTo(0.7) })
    expect(memory).toMatchObject([{ role: 'top', units: 16, says: 'verdict', different: true }])
    const [asked] = eyes.asked
    expect(asked![0]).toMatchObject({ role: 'top', inPlace: true })
    expect(asked![0]!.references).toHaveLength(4)
    expect(asked![0]!.references[0]).toMatchObject({ size: 3, across: 8, down: 8 })
  })

  it('[EX4] of a SKU with four units they are hints, and so is the memory', async () => {
    const { findings, severity, memory } = await done('FEW')
    expect(findings).toMatchObject([{ type: 'deformation', hint: true }])
    expect(severity).toBeUndefined()
    expect(memory).toMatchObject([{ units: 4, says: 'hint', different: true }])
  })

  it('[EX2] unsure stays unsure, nothing is compared without a SKU, and an untaught SKU says so', async () => {
    expect(await done(undefined)).not.toHaveProperty('memory')
    expect((await done('NEW')).memory).toEqual([])
    eyes.infers = async () => ({ status: 'unsure', why: 'two_items', detail: 'two' })
    const { inference, alone } = await examiner.examine([await frameOf({})], 'MANY', 8_000)
    expect(inference).toEqual({ status: 'unsure', why: 'two_items', detail: 'two' })
    expect(alone).toBe(inference)
  })

  it('[EX7] a SKU is known to be compared once its units are learnt, and never by eyes that compare nothing', async () => {
    expect(examiner.compares('FEW')).toBe(false)
    await done('FEW')
    expect(examiner.compares('FEW')).toBe(true)
    await done('NEW')
    expect(examiner.compares('NEW')).toBe(false)
    eyes.state = () => ({ kind: 'ready', model: 'eye@3', sha256: '' })
    expect(examiner.compares('FEW')).toBe(false)
  })

  it('[EX5] the units are learnt once, warmed or not, and anew once they changed', async () => {
    const learn = vi.fn(remembering.learn)
    examiner = examinerWith({ learn })
    examiner.warm('FEW')
    await done('FEW')
    await done('FEW')
    expect(learn).toHaveBeenCalledTimes(1)
    await teachThings(units, remembering, { sku: 'FEW', count: 1, from: 9 })
    // the fifth has no patches of the network yet: it is compared by its classic cells, the others are laid beside
    expect((await done('FEW')).memory).toMatchObject([{ units: 5 }])
    expect(learn).toHaveBeenCalledTimes(2)
    units.undo('FEW')
    expect((await done('FEW')).memory).toMatchObject([{ units: 4 }])
  })

  it('[EX5] a photograph is laid over the units as soon as it is there, and only once', async () => {
    const look = vi.fn(remembering.look)
    examiner = examinerWith({ look })
    const frame = await frameOf({ seed: 70, armless: true })
    examiner.warm('FEW', taken(frame))
    await vi.waitFor(() => expect(look).toHaveBeenCalledTimes(1))
    const { inference } = await examiner.examine([frame], 'FEW', 8_000)
    expect(inference).toMatchObject({ memory: [{ units: 4, says: 'hint', different: true }] })
    expect(look).toHaveBeenCalledTimes(1)
    // as another SKU it is laid over that one's units
    examiner.warm('FEW', taken(frame))
    const as = await examiner.examine([frame], 'MANY', 8_000)
    expect(as.inference).toMatchObject({ memory: [{ units: 16 }] })
  })

  it('[EX10] a good photograph is compared as soon as it is laid, and only once', async () => {
    const measured = Promise.withResolvers<boolean>()
    const frame = await frameOf({ seed: 70, armless: true })
    examiner.warm('FEW', taken(frame, measured.promise))
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(eyes.asked).toHaveLength(0)
    measured.resolve(true)
    await vi.waitFor(() => expect(eyes.asked).toHaveLength(1), 5_000)
    const { inference } = await examiner.examine([frame], 'FEW', 8_000)
    expect(inference).toMatchObject({ findings: [{ type: 'deformation' }], timings: { runMs: 4 } })
    expect(eyes.asked).toHaveLength(1)
  })

  it('[EX5] a photograph is laid as it was decoded to be measured, and gives the same answer', async () => {
    const look = vi.fn(remembering.look)
    const frame = await frameOf({ seed: 70, armless: true })
    const { width = 0, height = 0 } = await sharp(frame.bytes).metadata()
    const decoded = decodedFrom(frame.bytes, Math.max(width, height))
    examiner = examinerWith({ look })
    examiner.warm('MANY', { ...taken(frame), decoded })
    const { inference } = await examiner.examine([frame], 'MANY', 8_000)
    expect(look.mock.calls.map(([at]) => at)).toMatchObject([{ decoded: await decoded }])
    expect(look.mock.calls[0]![0]).not.toHaveProperty('photo')
    expect(inference).toEqual((await examinerWith().examine([frame], 'MANY', 8_000)).inference)
    expect(inference).toMatchObject({ memory: [{ different: true }] })
  })

  it('[EX5] a poor photograph is laid only with its item', async () => {
    const look = vi.fn(remembering.look)
    const frame = await frameOf({ seed: 70 })
    examiner = examinerWith({ look })
    examiner.warm('FEW', taken(frame, false))
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(look).not.toHaveBeenCalled()
    await examiner.examine([frame], 'FEW', 8_000)
    expect(look).toHaveBeenCalledTimes(1)
  })

  it('[EX10] the item’s question comes while its photograph is still compared: it is asked once', async () => {
    const frame = await frameOf({ seed: 70, armless: true })
    examiner.warm('FEW', taken(frame))
    const { inference } = await examiner.examine([frame], 'FEW', 8_000)
    expect(inference).toMatchObject({ findings: [{ type: 'deformation' }] })
    expect(eyes.asked).toHaveLength(1)
  })

  it('[EX10] a poor photograph is compared only where the item is examined with it, as is one that failed ahead', async () => {
    const [poor, failed] = [await frameOf({ seed: 70 }), await frameOf({ seed: 71, armless: true })]
    examiner.warm('FEW', taken(poor, false))
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(eyes.asked).toHaveLength(0)
    await examiner.examine([poor], 'FEW', 8_000)
    expect(eyes.asked).toHaveLength(1)
    const compares = eyes.compares
    eyes.compares = async () => ({ status: 'unsure', why: 'crashed', detail: 'ended' })
    examiner.warm('FEW', taken(failed))
    await vi.waitFor(() => expect(eyes.asked).toHaveLength(2), 5_000)
    eyes.compares = compares
    const { inference } = await examiner.examine([failed], 'FEW', 8_000)
    expect(inference).toMatchObject({ findings: [{ type: 'deformation' }] })
    expect(eyes.asked).toHaveLength(3)
  })

  describe('looked at more closely', () => {
    const frames = async () => [await frameOf({ seed: 70, armless: true }, 'top', 4)]
    beforeAll(async () => {
      await teachThings(units, remembering, { sku: 'LARGE', count: 4, times: 4 })
      while (await renewOne({ units, remembering, eyes: Object.assign(comparingEyes(), { closer: 2 }) }));
    })
    beforeEach(() => {
      eyes.closer = 2
      // the lower right quarter is doubted most, then the lower left
      const difference = new Float32Array(32 * 32)
      for (const [at, doubt] of [
        [31 * 32 + 31, 0.4],
        [31 * 32, 0.3],
      ] as const)
        difference[at] = doubt
      eyes.compares = async (views) => {
        const compared = await comparingEyes().compares(views)
        if (compared.status === 'unsure') return compared
        return { ...compared, views: compared.views.map((view) => ({ ...view, difference })) }
      }
    })
    const examined = async () => (await examiner.examine(await frames(), 'LARGE', 8_000)).inference

    it('[EX8] the quarters doubted most are compared with those of the units laid beside the view', async () => {
      const inference = await examined()
      const [whole, ...closer] = eyes.asked.map(([view]) => view!)
      expect(whole!.crop).not.toEqual(closer[0]!.crop)
      expect(closer).toMatchObject([
        { role: 'top', inPlace: true },
        { role: 'top', inPlace: true },
      ])
      expect(closer.map(({ references }) => references.length)).toEqual([4, 4])
      // each is compared as soon as its picture is there, whichever is first
      const same = (one: Int8Array, other: Int8Array) => one.every((value, at) => value === other[at])
      for (const quarter of [3, 2]) {
        const kept = [0, 1, 2, 3].map((unit) =>
          unpackedPatches(units.quarter(`LARGE ${unit}`, 'top', quarter)!),
        )
        const beside = closer.filter(({ references }) =>
          references.every(({ values }) => kept.some((one) => same(one.values, values))),
        )
        expect(beside).toHaveLength(1)
      }
      // one dent in the whole view, one in each quarter, each elsewhere
      expect(inference).toMatchObject({ status: 'done', findings: [{}, {}, {}], timings: { runMs: 10 } })
    })

    it('[EX8] a quarter is cut out while the network is still at the item’s last view, and once', async () => {
      const cut = Promise.withResolvers<void>()
      const { compares } = eyes
      eyes.compares = async (views) => {
        if (eyes.asked.length === 2) await cut.promise
        return compares(views)
      }
      const closer = vi.fn<Remembering['closer']>((...asked) => {
        cut.resolve()
        return remembering.closer(...asked)
      })
      examiner = examinerWith({ closer })
      const two = [...(await frames()), ...(await frames())]
      const { inference } = await examiner.examine(two, 'LARGE', 8_000)
      expect(inference).toMatchObject({ status: 'done', timings: { runMs: 13 } })
      const cuts = closer.mock.calls.map(([{ token }, which]) => `${token} ${which}`)
      expect(cuts[0]).toMatch(/ 3$/)
      expect([cuts.length, new Set(cuts).size]).toEqual([3, 3])
    })

    it('[EX8] a model that answers late, or says another name, leaves the whole views as they are', async () => {
      const { compares } = eyes
      eyes.compares = async (views) =>
        eyes.asked.length > 1 ? { status: 'unsure', why: 'timed_out', detail: 'late' } : compares(views)
      expect(await examined()).toMatchObject({ findings: [{ type: 'deformation' }], memory: [{ units: 4 }] })
      expect(eyes.asked.splice(0)).toHaveLength(3)
      eyes.compares = async (views) => {
        const compared = await compares(views)
        return eyes.asked.length > 1 && compared.status === 'done'
          ? { ...compared, model: 'eye@3' }
          : compared
      }
      expect(await examined()).toMatchObject({ findings: [{ type: 'deformation' }], memory: [{ units: 4 }] })
      const broken = async () => Promise.reject(new Error('the thread of the memory ended'))
      examiner = examinerWith({ closer: broken })
      expect(await examined()).toMatchObject({ findings: [{ type: 'deformation' }], memory: [{ units: 4 }] })
    })

    it('[EX8] a small photograph, a model that looks once, and a map that is not there get no closer look', async () => {
      await done('FEW')
      expect(eyes.asked).toHaveLength(1)
      eyes.compares = comparingEyes().compares
      await examined()
      expect(eyes.asked).toHaveLength(2)
    })
  })

  it('[RM15] the empty stage that a photograph brings goes with it', async () => {
    const look = vi.fn(remembering.look)
    examiner = examinerWith({ look })
    const stage = { width: 160, height: 133, pixels: new Uint8Array(160 * 133 * 3).fill(235) }
    await examiner.examine([{ ...(await frameOf({ seed: 70 })), stage }], 'FEW', 8_000)
    expect(look.mock.calls[0]![0]).toMatchObject({ stage })
  })

  it('[EX5] what failed ahead is tried again with the item', async () => {
    const look = vi.fn(remembering.look).mockRejectedValueOnce(new Error('ended'))
    examiner = examinerWith({ look })
    const frame = await frameOf({ seed: 70, armless: true })
    examiner.warm('FEW', taken(frame))
    await vi.waitFor(() => expect(look).toHaveBeenCalledTimes(1))
    await new Promise((resolve) => setTimeout(resolve, 5))
    const { inference } = await examiner.examine([frame], 'FEW', 8_000)
    expect(inference).toMatchObject({ memory: [{ units: 4 }] })
  })

  it('[EX5] what the thread forgot is learnt again for the next item', async () => {
    await done('FEW')
    const learn = vi.fn(remembering.learn)
    let first = true
    const look: Remembering['look'] = async (at) => {
      if (!first) return remembering.look(at)
      first = false
      return 'forgotten'
    }
    examiner = examinerWith({ learn, look })
    expect(await done('FEW')).not.toHaveProperty('memory')
    expect((await done('FEW')).memory).toHaveLength(1)
    expect(learn).toHaveBeenCalledTimes(2)
  })
})

describe('when comparing fails', () => {
  it('[EX1] a network that compares nothing leaves the classic cells', async () => {
    eyes.compares = async () => ({ status: 'unsure', why: 'cannot_compare', detail: 'no' })
    const { findings, memory } = await done('MANY')
    expect(findings).toEqual([])
    expect(memory).toMatchObject([{ says: 'verdict', different: true, places: expect.any(Array) }])
  })

  it('[EX1] units that cannot be read, a dead thread and a broken network leave the eyes alone', async () => {
    const broken = () => {
      throw new Error('disk')
    }
    for (const change of [
      { learn: async () => Promise.reject(new Error('ended')) },
      { look: async () => Promise.reject(new Error('ended')) },
      { judge: broken },
    ]) {
      examiner = examinerWith(change)
      examiner.warm('FEW')
      expect(await done('FEW')).not.toHaveProperty('memory')
    }
    const unreadable = { ...units, list: broken }
    const memory = { known: knownOf(unreadable, remembering, eyes), remembering }
    examiner = examinerOf({ eyes, clock, log, memory })
    examiner.warm('FEW')
    expect(await done('FEW')).not.toHaveProperty('memory')
    examiner = examinerOf({ eyes, clock, log })
    expect(await done('FEW')).not.toHaveProperty('memory')
  })

  it('[EX1] what is late is left out when the time is over', async () => {
    examiner = examinerWith({ look: () => new Promise(() => {}) })
    const asked = examiner.examine([await frameOf({})], 'FEW', 5_000)
    await new Promise((resolve) => setTimeout(resolve, 20))
    clock.pass(5_000)
    const { inference, alone } = await asked
    expect(inference).toBe(alone)
  })
})
