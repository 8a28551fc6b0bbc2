import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LaneState } from '../../../main/api/views.ts'
import { Fault } from '../../../main/kernel/fault.ts'
import type { Frame } from '../../../main/kernel/frame.ts'
import { type LaneRig, laneRig, photo } from '../../rigs/lane-rig.ts'
import { lineOf, skuOf } from '../../rigs/skus.ts'
import { until } from '../../rigs/until.ts'

let rig: LaneRig
beforeEach(() => {
  rig = laneRig()
})
afterEach(() => rig.close())

const gtin = (seed: number) => skuOf(seed).gtin ?? ''
const reach = (state: LaneState) =>
  until(
    () => rig.lane.view(),
    (view) => view.state === state,
    `state ${state}`,
  )

/** Answers every question with the answer that says nothing is wrong, until the questions are over. */
async function answerAll(): Promise<void> {
  for (let view = rig.lane.view(); view.state === 'checking' && view.question; view = rig.lane.view()) {
    rig.lane.answer(view.question.id, view.question.id === 'sealed' ? 'no' : 'yes')
  }
}

async function toProposal(code: string): Promise<void> {
  rig.scan(code)
  await answerAll()
  await reach('proposing')
}

describe('the lane', () => {
  it('takes an item from scan to record, with one print job and one event', async () => {
    await toProposal(gtin(6))
    rig.lane.confirm('staff-1')
    expect(rig.lane.view().state).toBe('printing')
    const [row] = rig.ledger.list({}, 10)
    expect(row?.record.item).toMatchObject({
      kind: expect.stringMatching(/expected|known/),
      sku: { sku: skuOf(6).sku },
    })
    expect(row?.record.shots).toHaveLength(2)
    expect(rig.ledger.jobs('waiting', 10)).toHaveLength(1)
    expect(rig.ledger.unsent(10)).toHaveLength(1)
  })

  it('[LN2] refuses a command at the wrong moment and changes nothing', async () => {
    const before = rig.lane.view().state
    expect(() => rig.lane.confirm('staff-1')).toThrow(/NOT_NOW/)
    expect(() => rig.lane.retake()).toThrow(/NOT_NOW/)
    expect(() => rig.lane.answer('sealed', 'yes')).toThrow(/NOT_NOW/)
    expect(rig.lane.view().state).toBe(before)
    expect(rig.ledger.list({}, 1)).toEqual([])
  })

  it('[LN3] a double read is one item, another code is not taken and the screen says so', async () => {
    rig.scan(gtin(6))
    const id = rig.lane.view().item?.id
    rig.scan(gtin(6))
    expect(rig.lane.view().notice).toBeUndefined()
    rig.scan(gtin(5))
    expect(rig.lane.view().notice?.code).toBe('finish_first')
    expect(rig.lane.view().item?.id).toBe(id)
  })

  it('[LN4] takes a scan while the last label still prints', async () => {
    await toProposal(gtin(6))
    rig.lane.confirm('staff-1')
    rig.clock.pass(10)
    rig.scan(gtin(5))
    expect(rig.lane.view().item?.code).toContain(gtin(5).slice(1))
  })

  it('[LN5] chooses what the code names by itself, shows what a return may hold', () => {
    rig.scan(gtin(5))
    expect(rig.lane.view().state).toBe('checking')
    rig.lane.cancel()
    rig.scan(lineOf(1).rma)
    const view = rig.lane.view()
    expect(view.state).toBe('identified')
    expect(view.rma).toBe(lineOf(1).rma)
    expect(view.candidates).toHaveLength(2)
  })

  it('an unknown code is offered as unlisted and ends held in quarantine', async () => {
    rig.scan('what is this 🤷')
    expect(rig.lane.view()).toMatchObject({ state: 'identified', candidates: [] })
    rig.lane.call({ kind: 'unlisted', category: 'toys' })
    await answerAll()
    await reach('proposing')
    rig.lane.confirm('staff-1')
    expect(rig.ledger.list({ open: true }, 1)[0]?.record.decision).toMatchObject({
      held: true,
      disposition: 'quarantine',
    })
  })
})

describe('[LN6] photographs', () => {
  it('asks for the blurred role only, and goes on when it is good', async () => {
    rig.verdicts.set('front', 'blurred')
    rig.scan(gtin(5))
    await answerAll()
    const asking = await reach('asking')
    expect(asking.fault?.code).toBe('PHOTO_POOR')
    expect(asking.wanted).toEqual([{ role: 'front', source: 'rig', why: 'blurred' }])
    rig.verdicts.clear()
    rig.lane.retake()
    await reach('proposing')
  })

  it('a lost camera asks; going on without it holds the item', async () => {
    rig.shots.set('top', [() => Promise.reject(new Fault('CAMERA_LOST', 'top'))])
    rig.shots.set('front', [() => Promise.reject(new Fault('CAMERA_LOST', 'front'))])
    rig.scan(gtin(5))
    await answerAll()
    expect((await reach('asking')).fault?.code).toBe('CAMERA_LOST')
    rig.lane.withoutPhoto()
    await reach('proposing')
    rig.lane.confirm('staff-1')
    expect(rig.ledger.list({ open: true }, 1)[0]?.record.decision.held).toBe(true)
  })

  it('[LN7] a photograph that arrives after cancel changes nothing', async () => {
    let give: (frame: Frame) => void = () => {}
    rig.shots.set('top', [
      () =>
        new Promise((resolve) => {
          give = resolve
        }),
    ])
    rig.scan(gtin(5))
    await answerAll()
    await reach('capturing')
    rig.lane.cancel()
    give(photo('top'))
    await new Promise((resolve) => setImmediate(resolve))
    expect(rig.lane.view()).toMatchObject({ state: 'scan' })
    expect(rig.lane.view().item).toBeUndefined()
  })
})

it('[NS3] holds the photographs of its item until they are recorded', async () => {
  await toProposal(gtin(6))
  const sha256 = rig.lane.view().item?.shots[0]?.sha256 ?? ''
  expect(rig.lane.core.holds(sha256)).toBe(true)
  const again = rig.restart()
  again.start()
  expect(again.core.holds(sha256)).toBe(true)
  again.close()
  rig.lane.confirm('staff-1')
  expect(rig.lane.core.holds(sha256)).toBe(false)
  expect(rig.ledger.namesEvidence(sha256)).toBe(true)
})

describe('decisions', () => {
  it('[LN8] what a supervisor must see is held whatever the operator wished, and the wish is kept', async () => {
    rig.scan('unknown thing')
    rig.lane.call({ kind: 'unlisted', category: 'other' })
    await answerAll()
    await reach('proposing')
    rig.lane.confirm('staff-1', {
      disposition: 'restock',
      grade: 'A',
      reasonCode: 'other',
      note: 'looks new',
    })
    const decision = rig.ledger.list({}, 1)[0]?.record.decision
    expect(decision).toMatchObject({ held: true, disposition: 'quarantine', grade: 'A' })
    expect(decision?.override).toMatchObject({
      by: 'staff-1',
      to: { disposition: 'restock', grade: 'A' },
      note: 'looks new',
    })
  })

  it('[LN9] a full disk stops the lane with the decision kept, and resuming writes it once', async () => {
    await toProposal(gtin(6))
    const record = rig.ledger.record
    rig.ledger.record = () => {
      throw new Fault('DISK_FULL', 'test')
    }
    rig.lane.confirm('staff-1')
    expect(rig.lane.view()).toMatchObject({ state: 'stopped', fault: { code: 'DISK_FULL' } })
    expect(() => rig.lane.cancel()).toThrow(/NOT_NOW/)
    rig.ledger.record = record
    rig.lane.resume()
    expect(rig.lane.view().state).toBe('printing')
    expect(rig.ledger.list({}, 10)).toHaveLength(1)
  })

  it('[LN21] whoever is told of a record may fail: the item is recorded all the same, the lane goes on, the log has the fault', async () => {
    rig.toldRecord = () => {
      throw new Error('the trail cannot be written')
    }
    await toProposal(gtin(6))
    rig.lane.confirm('staff-1')
    expect(rig.lane.view()).toMatchObject({ state: 'printing', last: { label: 'waiting' } })
    expect(rig.ledger.list({}, 5)).toHaveLength(1)
    expect(rig.logged.map(([{ code, detail }]) => [code, detail])).toEqual([
      ['INTERNAL', 'the trail cannot be written'],
    ])
  })

  it('[LN21] what stops the lane stands in the log too', async () => {
    await toProposal(gtin(6))
    rig.ledger.record = () => {
      throw new TypeError('a mistake of ours')
    }
    rig.lane.confirm('staff-1')
    expect(rig.lane.view()).toMatchObject({ state: 'stopped', fault: { code: 'INTERNAL' } })
    expect(rig.logged.map(([{ cause }]) => (cause as Error).message)).toEqual(['a mistake of ours'])
  })

  it('[LN9] a disk that is full for photographs stops the lane too', async () => {
    rig.evidenceFault = new Fault('DISK_FULL', 'test')
    rig.scan(gtin(5))
    await answerAll()
    expect((await reach('stopped')).fault?.code).toBe('DISK_FULL')
    rig.evidenceFault = undefined
    rig.lane.resume()
    await reach('proposing')
  })

  it('[LN10] an unattended lane asks nothing and holds what it may not decide', async () => {
    rig.close()
    rig = laneRig({ confirm: 'never' })
    rig.present = undefined
    rig.scan(gtin(5))
    await until(
      () => rig.ledger.list({}, 1),
      (rows) => rows.length === 1,
      'a record',
    )
    const decision = rig.ledger.list({}, 1)[0]?.record.decision
    expect(decision).toMatchObject({ by: 'auto', held: true, disposition: 'quarantine' })
  })

  it('[LN11] a line that is recorded is not offered again', async () => {
    rig.scan(lineOf(1).rma)
    const first = rig.lane.view().candidates[0]
    rig.lane.choose(first?.key ?? '')
    await answerAll()
    await reach('proposing')
    rig.lane.confirm('staff-1')
    rig.clock.pass(5000)
    rig.scan(lineOf(1).rma)
    expect(rig.lane.view().candidates.map((each) => each.key)).not.toContain(first?.key)
    expect(rig.lane.view().candidates).toHaveLength(1)
  })
})

describe('an article of several returns', () => {
  it('[LN11] a GTIN alone offers the lines that still expect one, then the article itself', async () => {
    rig.scan(gtin(1))
    const keys = () => rig.lane.view().candidates.map((each) => each.key)
    expect(keys()).toEqual([`line:${lineOf(1).line}`, `sku:${skuOf(1).sku}`])
    rig.lane.choose(keys()[0] ?? '')
    await answerAll()
    await reach('proposing')
    rig.lane.confirm('staff-1')
    rig.clock.pass(5000)
    rig.scan(gtin(1))
    expect(rig.lane.view().item?.item).toEqual({ kind: 'known', sku: skuOf(1) })
  })

  it('[LN14] while a return is shown, the article picks its line', () => {
    rig.scan(lineOf(1).rma)
    rig.clock.pass(100)
    rig.scan(gtin(2))
    expect(rig.lane.view().item?.item).toEqual({ kind: 'expected', line: lineOf(2), sku: skuOf(2) })
  })

  it('[LN14] while a return is shown, another article is not on it, and another return is another parcel', () => {
    rig.scan(lineOf(1).rma)
    rig.clock.pass(100)
    rig.scan(lineOf(3).rma)
    expect(rig.lane.view()).toMatchObject({ state: 'identified', rma: lineOf(3).rma })
    rig.scan(gtin(5))
    const item = { kind: 'not_on_return', rma: lineOf(3).rma, sku: skuOf(5) }
    expect(rig.lane.view().item?.item).toEqual(item)
  })

  it('[LN14] an unattended lane takes the article alone', async () => {
    rig.close()
    rig = laneRig({ confirm: 'never' })
    rig.present = undefined
    rig.scan(gtin(1))
    await until(
      () => rig.ledger.list({}, 1),
      (rows) => rows.length === 1,
      'a record',
    )
    expect(rig.ledger.list({}, 1)[0]?.record.item).toEqual({ kind: 'known', sku: skuOf(1) })
  })
})

describe('[LN12] after a restart', () => {
  it('answers are kept and the next question is asked', () => {
    rig.scan(gtin(5))
    const { question } = rig.lane.view()
    rig.lane.answer(question?.id ?? '', 'no')
    const answered = rig.lane.view().item?.answers
    const again = rig.restart()
    again.start()
    expect(again.view().item?.answers).toEqual(answered)
    expect(again.view().state).not.toBe('scan')
    again.close()
  })

  it('a confirmed decision that was not written yet is written once', async () => {
    await toProposal(gtin(6))
    const record = rig.ledger.record
    rig.ledger.record = () => {
      throw new Fault('DISK_FULL', 'test')
    }
    rig.lane.confirm('staff-1')
    rig.ledger.record = record
    const again = rig.restart()
    again.start()
    expect(rig.ledger.list({}, 10)).toHaveLength(1)
    expect(again.view().state).toBe('printing')
    again.close()
  })

  it('nothing is left over when the lane was empty', async () => {
    await toProposal(gtin(6))
    rig.lane.confirm('staff-1')
    const again = rig.restart()
    again.start()
    expect(again.view().state).toBe('scan')
    again.close()
  })
})

it('[LN13] who watches is told the newest view once a turn, and nothing after it stopped watching', async () => {
  const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
  const seen: number[] = []
  const stop = rig.lane.core.watch((view) => seen.push(view.revision))
  expect(seen).toHaveLength(1)
  rig.scan(gtin(5))
  rig.lane.cancel()
  await turn()
  expect(seen).toEqual([seen[0], rig.lane.view().revision])
  stop()
  rig.scan(gtin(6))
  await turn()
  expect(seen).toHaveLength(2)
})
