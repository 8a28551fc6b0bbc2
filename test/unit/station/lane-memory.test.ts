import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../../main/inspection/policy.ts'
import type { Inference, MemoryWord } from '../../../main/kernel/finding.ts'
import { openMemory } from '../../../main/station/memory-parts.ts'
import { openUnits } from '../../../sync/memory/units.ts'
import { freshFolder } from '../../rigs/fresh-folder.ts'
import { handClock } from '../../rigs/hand-clock.ts'
import { type LaneRig, laneRig } from '../../rigs/lane-rig.ts'
import { skuOf } from '../../rigs/skus.ts'
import { comparingEyes, frameOf } from '../../rigs/units-rig.ts'
import { until } from '../../rigs/until.ts'

const word: MemoryWord = {
  ...{ role: 'top', units: 16, says: 'verdict', different: true, score: 9, registered: true },
  falseAlarms: { guess: 0.06, high: 0.2 },
}

describe('the lane and whole units', () => {
  let rig: LaneRig
  beforeEach(() => {
    rig = laneRig({
      confirm: 'when-unsure',
      policy: {
        ...defaultPolicy,
        promise: { errorRate: 0.02, n: 500 },
        thresholds: { ...defaultPolicy.thresholds, autoConfidence: 0.5 },
      },
    })
  })
  afterEach(() => rig.close())

  async function toEnd(): Promise<string> {
    rig.scan(skuOf(6).gtin ?? '')
    for (let view = rig.lane.view(); view.state === 'checking' && view.question; view = rig.lane.view())
      rig.lane.answer(view.question.id, view.question.id === 'sealed' ? 'no' : 'yes')
    const ends = ['proposing', 'printing']
    return (
      await until(
        () => rig.lane.view(),
        (view) => ends.includes(view.state),
        'an end',
      )
    ).state
  }

  it('[EX5] a SKU is made ready when the item is identified, before a question is answered', () => {
    rig.scan(skuOf(6).gtin ?? '')
    expect(rig.lane.view().state).toBe('checking')
    expect(rig.warmed).toEqual([skuOf(6).sku])
    rig.lane.cancel()
    rig.scan('nothing known')
    rig.lane.call({ kind: 'unlisted', category: 'toys' })
    expect(rig.warmed).toHaveLength(1)
  })

  it('[EX7] the eyes are told of photographs that will be held against whole units, and of no others', async () => {
    await toEnd()
    rig.compares = true
    rig.clock.pass(5_000)
    await toEnd()
    const told = rig.judged.map(([, frames]) => frames.every((frame) => frame.beside === true))
    expect(told).toEqual([false, true])
  })

  it('[DE13] a whole item passes by itself; one that differs unexplained waits for a person', async () => {
    const asked: (string | undefined)[] = []
    const saying = (different: boolean) => (alone: Inference, sku: string | undefined) => {
      asked.push(sku)
      return alone.status === 'done' ? { ...alone, memory: [{ ...word, different }] } : alone
    }
    rig.beside = saying(false)
    expect(await toEnd()).toBe('printing')
    rig.beside = saying(true)
    rig.clock.pass(5_000)
    expect(await toEnd()).toBe('proposing')
    expect(asked).toEqual([skuOf(6).sku, skuOf(6).sku])
    const [row] = rig.ledger.list({}, 1)
    expect(row?.record.inference).toMatchObject({ memory: [{ different: false }] })
    expect(rig.recorded).toEqual([row?.record.id])
    // the second pack in the shadow is compared with what the eyes said by themselves
    expect(rig.judged.map(([, , answer]) => 'memory' in answer)).toEqual([false, false])
  })
})

describe('the file of whole units', () => {
  const log = pino({ enabled: false })
  const policy = defaultPolicy
  const evidence = { read: async () => new Uint8Array() }
  const stages = { stageOf: async () => undefined }
  const ports = () => ({ eyes: comparingEyes(), evidence, stages, policy, log, clock: handClock() })

  it('[EX1] a damaged file is left as it is, and items are judged by the eyes alone', async () => {
    const folder = freshFolder()
    mkdirSync(folder, { recursive: true })
    const file = join(folder, 'memory.db')
    writeFileSync(file, 'this is no database')
    const memory = openMemory({ ...ports(), ledger: { audit: () => {} }, file })
    expect(memory.confirmed).toBeUndefined()
    const { inference } = await memory.examiner.examine([await frameOf({})], 'TOY', 1_000)
    expect(inference).not.toHaveProperty('memory')
    await memory.renew(() => true)()
    await memory.close()
    expect(() => openUnits(file)).toThrow(/memory/)
  })

  it('[NS5] it is copied once there is a unit in it', async () => {
    const folder = freshFolder()
    mkdirSync(folder, { recursive: true })
    const file = join(folder, 'memory.db')
    const memory = openMemory({ ...ports(), ledger: { audit: () => {} }, file })
    await memory.backup(join(folder, 'none.db'))
    const units = openUnits(file)
    const view = { role: 'top', photo: Uint8Array.of(1), bank: 'classic-3', cells: Uint8Array.of(2) } as const
    units.keep({ id: 'u1', sku: 'TOY', by: 'ada', at: 1, views: [view] })
    units.close()
    await memory.backup(join(folder, 'copy.db'))
    await memory.close()
    const copy = openUnits(join(folder, 'copy.db'))
    expect(copy.taught()).toMatchObject([{ sku: 'TOY', units: 1 }])
    copy.close()
    expect(existsSync(join(folder, 'none.db'))).toBe(false)
  })
})
