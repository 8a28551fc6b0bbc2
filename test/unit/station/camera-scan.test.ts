import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type LaneRig, laneRig } from '../../rigs/lane-rig.ts'
import { lineOf, skuOf } from '../../rigs/skus.ts'
import { until } from '../../rigs/until.ts'

let rig: LaneRig
beforeEach(() => {
  rig = laneRig()
})
afterEach(() => rig.close())

const gtin = (seed: number) => skuOf(seed).gtin ?? ''
const ean = (seed: number) => gtin(seed).slice(1)
const sees = (text: string) => rig.lane.scan({ text, source: 'camera', device: 'label', at: rig.clock.now() })
const view = () => rig.lane.view()
const reach = (state: string) => until(view, (now) => now.state === state, `state ${state}`)

async function toProposal(): Promise<void> {
  for (let now = view(); now.state === 'checking' && now.question; now = view())
    rig.lane.answer(now.question.id, now.question.id === 'sealed' ? 'no' : 'yes')
  await reach('proposing')
}

describe('a code that a camera read by itself', () => {
  it('[LN18] begins an item where somebody knows it', () => {
    sees(`]E0${ean(5)}`)
    expect(view()).toMatchObject({ state: 'checking', item: { code: ean(5) } })
  })

  it('[LN18] begins none where nobody knows it, and the screen says so', () => {
    sees(']Q1https://example.org/register')
    expect(view()).toMatchObject({ state: 'scan', notice: { code: 'camera_unknown' } })
    sees(`]E0${ean(5)}`)
    expect(view()).toMatchObject({ state: 'checking', item: { code: ean(5) } })
    expect(view().notice).toBeUndefined()
  })

  it('[LN18] is nothing while another item is on the lane, and is not complained about', async () => {
    rig.scan(gtin(5))
    const { id } = view().item ?? {}
    for (const text of [`]E0${ean(6)}`, ']C0SN-12345', lineOf(1).rma, '']) {
      sees(text)
      expect(view()).toMatchObject({ state: 'checking', item: { id } })
      expect(view().notice).toBeUndefined()
    }
    await toProposal()
    sees(`]E0${ean(6)}`)
    expect(view()).toMatchObject({ state: 'proposing', item: { id } })
  })

  it('[LN18] picks the line of the return that is shown, and neither leaves it nor says "not on it"', () => {
    rig.scan(lineOf(1).rma)
    for (const text of [`]E0${ean(5)}`, lineOf(3).rma, ']C0SN-12345']) {
      sees(text)
      expect(view()).toMatchObject({ state: 'identified', rma: lineOf(1).rma })
    }
    sees(`]E0${ean(2)}`)
    expect(view().item?.item).toEqual({ kind: 'expected', line: lineOf(2), sku: skuOf(2) })
  })

  it('[LN18] says what an item is whose scanned code nobody knew', () => {
    rig.scan('SN-12345')
    sees(']C0SN-67890')
    expect(view()).toMatchObject({ state: 'identified', candidates: [] })
    sees(`]E0${ean(5)}`)
    expect(view()).toMatchObject({ state: 'checking', item: { code: ean(5) } })
  })

  it('[LN18] begins an item nobody knows on an unattended lane', async () => {
    rig.close()
    rig = laneRig({ confirm: 'never' })
    rig.present = undefined
    sees(']C0SN-12345')
    const rows = await until(
      () => rig.ledger.list({}, 1),
      (found) => found.length === 1,
      'a record',
    )
    expect(rows[0]?.record.item).toMatchObject({ kind: 'unlisted' })
  })

  it('[LN18] verifies the label that is waited for, and another label does not stop the lane', async () => {
    rig.close()
    rig = laneRig({ verify: 'scan-back' })
    rig.scan(gtin(6))
    await toProposal()
    rig.lane.confirm('staff-1')
    rig.lane.labelled(view().last?.id ?? '', 'printed')
    const plate = view().last?.plate ?? ''
    for (const text of [`]E0${ean(5)}`, `]C0${plate.slice(0, -1)}${plate.endsWith('0') ? '1' : '0'}`]) {
      sees(text)
      expect(view()).toMatchObject({ state: 'verifying', check: { plate, says: 'scan' } })
    }
    sees(`]C0${plate}`)
    expect(view().state).toBe('scan')
  })

  it('[LN18] the label just printed is no item', async () => {
    rig.scan(gtin(6))
    await toProposal()
    rig.lane.confirm('staff-1')
    const plate = view().last?.plate ?? ''
    sees(`]C0${plate}`)
    expect(view().notice).toBeUndefined()
    rig.lane.labelled(view().last?.id ?? '', 'printed')
    sees(`]C0${plate}`)
    expect(view()).toMatchObject({ state: 'scan' })
    expect(view().notice).toBeUndefined()
  })
})

describe('the code of a known item on the photograph of an unknown one', () => {
  /** An item whose scanned code nobody knew, called a thing of some category, and photographed. */
  async function unknownItem(): Promise<void> {
    rig.scan('SN-12345')
    rig.lane.call({ kind: 'unlisted', category: 'toys' })
    await toProposal()
  }

  it('[LN18] is offered, and the item begins anew with it when the person says so', async () => {
    await unknownItem()
    sees(`]E0${ean(5)}`)
    expect(view()).toMatchObject({ state: 'proposing', offer: { code: ean(5), title: skuOf(5).title } })
    const { id } = view().item ?? {}
    rig.lane.takeOffered()
    expect(view()).toMatchObject({ state: 'checking', item: { item: { kind: 'known', sku: skuOf(5) } } })
    expect(view().item?.id).not.toBe(id)
    expect(view().offer).toBeUndefined()
    expect(rig.ledger.list({}, 5)).toEqual([])
  })

  it('[LN18] is offered by the return it is on', async () => {
    await unknownItem()
    sees(lineOf(3).rma)
    expect(view().offer).toEqual({ code: lineOf(3).rma, title: lineOf(3).rma })
    rig.lane.takeOffered()
    expect(view()).toMatchObject({ state: 'identified', rma: lineOf(3).rma })
  })

  it('[LN18] stays offered until that item is gone, and the first one stands', async () => {
    await unknownItem()
    sees(`]E0${ean(5)}`)
    sees(`]E0${ean(6)}`)
    rig.lane.retake()
    await reach('proposing')
    expect(view().offer?.code).toBe(ean(5))
    rig.lane.cancel()
    expect(view().offer).toBeUndefined()
    expect(() => rig.lane.takeOffered()).toThrow(/NOT_NOW/)
    rig.scan('SN-999')
    expect(view().offer).toBeUndefined()
  })

  it('[LN18] is not offered where nobody knows it, nor for an item that is known', async () => {
    await unknownItem()
    sees(']C0SN-67890')
    expect(view().offer).toBeUndefined()
    rig.lane.cancel()
    rig.scan(gtin(6))
    await toProposal()
    sees(`]E0${ean(5)}`)
    expect(view().offer).toBeUndefined()
  })
})

describe('a camera and a hand', () => {
  it.each([0, 5000])(
    '[LN19] the hand %d ms after the camera is the same item, without a word',
    async (apart) => {
      sees(`]E0${ean(5)}`)
      const { id } = view().item ?? {}
      rig.clock.pass(apart)
      rig.scan(gtin(5))
      expect(view()).toMatchObject({ state: 'checking', item: { id } })
      expect(view().notice).toBeUndefined()
      rig.clock.pass(5000)
      rig.scan(gtin(5))
      expect(view().notice?.code).toBe('finish_first')
    },
  )

  it.each([0, 5000])('[LN19] the camera %d ms after the hand is the same item', (apart) => {
    rig.scan(ean(5))
    const { id } = view().item ?? {}
    rig.clock.pass(apart)
    sees(`]E0${ean(5)}`)
    expect(view()).toMatchObject({ state: 'checking', item: { id } })
    expect(view().notice).toBeUndefined()
  })

  it('[LN19] a hand scan of the next piece is never swallowed because a camera had read the last one', async () => {
    sees(`]E0${ean(5)}`)
    const { id } = view().item ?? {}
    await toProposal()
    rig.lane.confirm('staff-1')
    rig.clock.pass(2000)
    rig.scan(gtin(5))
    expect(view()).toMatchObject({ state: 'checking' })
    expect(view().item?.id).not.toBe(id)
  })

  it('[LN19] a hand scan of another item than the camera read is told, as between two hands', () => {
    sees(`]E0${ean(5)}`)
    rig.scan(gtin(6))
    expect(view().notice?.code).toBe('finish_first')
  })
})
