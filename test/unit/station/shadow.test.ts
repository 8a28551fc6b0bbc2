import { describe, expect, it, onTestFinished } from 'vitest'
import type { FindingType, Inference } from '../../../main/kernel/finding.ts'
import { checkConfig } from '../../../main/station/config.ts'
import { shadowView } from '../../../main/station/eyes-view.ts'
import { Shadow } from '../../../main/station/shadow.ts'
import { startShadow } from '../../../main/station/station-eyes.ts'
import type { Eyes } from '../../../models/port.ts'
import { agreements } from '../../../models/registry/agreement.ts'
import type { Ledger, ShadowAnswers } from '../../../sync/ledger/port.ts'
import { writeComparer } from '../../rigs/eyes/tiny-comparer.ts'
import { writeIdentity } from '../../rigs/eyes/tiny-identity.ts'
import { modelFolder } from '../../rigs/eyes/tiny-pack.ts'
import { laneRig, photo } from '../../rigs/lane-rig.ts'
import { skuOf } from '../../rigs/skus.ts'
import { until } from '../../rigs/until.ts'

const frames = [photo('top')]

function answer(model: string, types: readonly FindingType[] = [], major = 0): Inference {
  return {
    status: 'done',
    model,
    findings: types.map((type) => ({ type, severity: 'minor', score: 0.9, source: 'model' })),
    severity: { none: 1 - major, minor: 0, major },
    category: [],
    timings: { decodeMs: 1, runMs: 1 },
  }
}
const unsure: Inference = { status: 'unsure', why: 'crashed', detail: 'gone' }

/** A shadow whose eyes answer when `let` is called, and what it kept. */
function shadowRig(keep = (_: ShadowAnswers): void => {}) {
  const kept: ShadowAnswers[] = []
  const asked: (() => void)[] = []
  const warned: unknown[] = []
  const eyes: Pick<Eyes, 'infer' | 'close'> = {
    infer: () => new Promise((done) => asked.push(() => done(answer('new@1')))),
    close: async () => {
      for (const end of asked.splice(0)) end()
    },
  }
  const ledger = {
    keepShadow: (answers: ShadowAnswers) => {
      keep(answers)
      kept.push(answers)
    },
  }
  const shadow = new Shadow({ eyes: eyes as Eyes, ledger, log: { warn: (it: unknown) => warned.push(it) } })
  const look = async () => {
    asked.shift()?.()
    await new Promise((turn) => setImmediate(turn))
  }
  return { shadow, kept, asked, warned, look }
}

describe('the shadow', () => {
  it('[SD2] keeps both answers with the inspection, one item at a time', async () => {
    const { shadow, kept, asked, look } = shadowRig()
    shadow.saw('i1', frames, answer('old@1'))
    shadow.saw('i2', frames, unsure)
    expect(asked).toHaveLength(1)
    await look()
    await look()
    expect(kept).toEqual([
      { inspection: 'i1', active: answer('old@1'), shadow: answer('new@1') },
      { inspection: 'i2', active: unsure, shadow: answer('new@1') },
    ])
  })

  it('[SD3] leaves out what it cannot keep up with', async () => {
    const { shadow, kept, look } = shadowRig()
    for (let at = 1; at <= 9; at++) shadow.saw(`i${at}`, frames, unsure)
    for (let at = 1; at <= 9; at++) await look()
    expect(kept.map((each) => each.inspection)).toEqual(['i1', 'i2', 'i3', 'i4'])
  })

  it('[SD3] a ledger that cannot keep it is logged, and the next item is looked at', async () => {
    let full = true
    const { shadow, kept, warned, look } = shadowRig(() => {
      if (full) throw new Error('full')
    })
    shadow.saw('i1', frames, unsure)
    await look()
    full = false
    shadow.saw('i2', frames, unsure)
    await look()
    expect([kept.length, warned.length]).toEqual([1, 1])
  })

  it('[SD3] closing waits for nothing and keeps nothing more', async () => {
    const { shadow, kept } = shadowRig()
    shadow.saw('i1', frames, unsure)
    shadow.saw('i2', frames, unsure)
    await shadow.close()
    shadow.saw('i3', frames, unsure)
    expect(kept).toEqual([])
  })
})

it('[SD4] a pack that compares, or tells products apart, is refused as a shadow in one sentence, and keeps nothing', async () => {
  const folder = modelFolder()
  onTestFinished(() => folder.remove())
  writeComparer(folder.path)
  writeIdentity(folder.path, 'names')
  const shelf = { shipped: folder.path, installed: `${folder.path}/none` }
  for (const wished of ['tiny', 'names']) {
    const logged: string[] = []
    const seat = startShadow(checkConfig({ models: { shadow: wished } }, 'test'), shelf, {
      ledger: { keepShadow: () => expect.unreachable() } as unknown as Ledger,
      log: { warn: (words: unknown) => void logged.push(String(words)) },
    })
    onTestFinished(() => seat?.close())
    const sentence = expect.stringMatching(new RegExp(`^${wished}@.* cannot be a shadow: .*models\\.shadow`))
    expect(seat?.state()).toEqual({ kind: 'refused', model: expect.any(String), detail: sentence })
    expect(shadowView(wished, seat)).toMatchObject({ kind: 'refused', detail: sentence })
    expect(logged).toEqual([sentence])
    seat?.saw('i1', frames, unsure)
  }
})

it('[SD1] the lane tells the shadow after the proposal is shown, with the id the record will have', async () => {
  const rig = laneRig({ confirm: 'never' })
  onTestFinished(() => rig.close())
  const stateWhenTold: string[] = []
  const push = rig.judged.push.bind(rig.judged)
  rig.judged.push = (...told) => {
    stateWhenTold.push(rig.lane.view().state)
    return push(...told)
  }
  rig.scan(skuOf(1).gtin ?? '')
  const [row] = await until(
    () => rig.ledger.list({}, 1),
    (rows) => rows.length === 1,
    'a record',
  )
  await until(
    () => rig.judged.length,
    (count) => count === 1,
    'the shadow to be told',
  )
  expect(rig.judged[0]?.[0]).toBe(row?.record.id)
  expect(rig.judged[0]?.[1]).toHaveLength(2)
  expect(rig.judged[0]?.[2]).toEqual(row?.record.inference)
  expect(['identified', 'checking', 'capturing', 'inspecting']).not.toContain(stateWhenTold[0])
})

it('[SD2] agreement counts what both, one and neither said, apart for each two models', () => {
  const pairs = [
    {
      active: answer('old@1', ['superficial'], 1),
      shadow: answer('new@1', ['superficial', 'deformation'], 1),
    },
    { active: answer('old@1'), shadow: answer('new@1', ['deformation'], 1) },
    { active: answer('old@1'), shadow: answer('new@1') },
    { active: answer('old@1'), shadow: unsure },
  ]
  expect(agreements(pairs)).toEqual([
    {
      ...{ active: 'old@1', shadow: 'new@1', items: 3 },
      answered: { both: 3, activeOnly: 0, shadowOnly: 0, neither: 0 },
      severity: { compared: 3, same: 2 },
      damaged: { both: 1, activeOnly: 0, shadowOnly: 1, neither: 1 },
      types: {
        deformation: { both: 0, activeOnly: 0, shadowOnly: 2, neither: 1 },
        superficial: { both: 1, activeOnly: 0, shadowOnly: 0, neither: 2 },
      },
    },
    {
      ...{ active: 'old@1', shadow: 'no answer', items: 1 },
      answered: { both: 0, activeOnly: 1, shadowOnly: 0, neither: 0 },
      severity: { compared: 0, same: 0 },
      damaged: { both: 0, activeOnly: 0, shadowOnly: 0, neither: 0 },
      types: {},
    },
  ])
})
