import { describe, expect, it } from 'vitest'
import { inspect, type Ports, type Rules } from '../../../main/inspection/flow.ts'
import { defaultPolicy } from '../../../main/inspection/policy.ts'
import type { Scanned } from '../../../main/inspection/record.ts'
import { clean, lineOf, moment, scanOf, shotOf, skuOf } from './items.ts'

const scanned: Scanned = {
  id: 'id-1',
  plate: 'RGDJ166XF0H05',
  scan: scanOf('RMA-1001'),
  operator: 'unattended',
}
const rules: Rules = {
  policy: defaultPolicy,
  by: 'staff-1',
  label: defaultPolicy.label,
  station: { name: 'Dock 3', version: '0.1.0' },
}

function portsWith(change: Partial<Ports> = {}): Ports {
  let ticks = 0
  return {
    choose: async ({ candidates }) => candidates[0]?.item ?? { kind: 'unlisted', category: 'other' },
    answer: async () => [{ question: 'unworn', answer: 'yes' }],
    shoot: async () => [shotOf()],
    see: async () => clean,
    lookup: {
      skuByGtin: () => undefined,
      sku: () => skuOf(),
      linesByReference: () => [lineOf()],
      linesBySku: () => [],
    },
    clock: { now: () => moment, ticks: () => ticks++ },
    ...change,
  }
}

describe('the flow', () => {
  it('[PO6] one item from scan to record', async () => {
    const record = await inspect(scanned, portsWith(), rules)
    expect(record).toMatchObject({
      id: 'id-1',
      reading: { kind: 'rma' },
      item: { kind: 'expected' },
      inspect: true,
      verdict: { grade: 'A' },
      proposal: { choice: 'restock', decidedBy: 'operator' },
      decision: { disposition: 'restock', by: 'staff-1', held: false, at: moment },
      versions: { policy: 'default@1', model: 'eye@1', station: '0.1.0' },
    })
    expect(record.label.zpl).toContain('RESTOCK')
    expect(Object.keys(record.timings)).toEqual([
      'identify',
      'check',
      'capture',
      'infer',
      'grade',
      'decide',
      'label',
    ])
  })

  it('[PO6] a sealed item is neither photographed nor shown to the eyes', async () => {
    const never = () => Promise.reject(new Error('asked for a photograph'))
    const answer = async () => [{ question: 'sealed', answer: 'yes' } as const]
    const record = await inspect(scanned, portsWith({ answer, shoot: never, see: never }), rules)
    expect(record).toMatchObject({
      inspect: false,
      shots: [],
      decision: { disposition: 'restock', held: false },
    })
    expect(record.versions.model).toBe('none')
  })

  it('[PO6] unattended, what is not automatic is held and labelled so', async () => {
    const record = await inspect(scanned, portsWith(), { ...rules, by: 'auto' })
    expect(record.decision).toMatchObject({ disposition: 'quarantine', held: true, by: 'auto' })
    expect(record.label.zpl).toContain('QUARANTINE')
  })

  it('[PO6] an unknown code goes the whole way too', async () => {
    const lookup = {
      skuByGtin: () => undefined,
      sku: () => undefined,
      linesByReference: () => [],
      linesBySku: () => [],
    }
    const record = await inspect({ ...scanned, scan: scanOf('😀') }, portsWith({ lookup }), rules)
    expect(record).toMatchObject({
      item: { kind: 'unlisted' },
      decision: { disposition: 'quarantine', held: true },
    })
  })
})
