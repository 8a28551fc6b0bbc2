import { describe, expect, it } from 'vitest'
import { decide } from '../../../main/inspection/decide.ts'
import { settle } from '../../../main/inspection/decision.ts'
import { defaultPolicy } from '../../../main/inspection/policy.ts'
import type { Proposed } from '../../../main/inspection/record.ts'
import { graded, moment, policyWith } from './items.ts'

function proposed(facts: Parameters<typeof graded>[0], policy = defaultPolicy): Proposed {
  const item = graded(facts, policy)
  return { ...item, proposal: decide(item, policy) }
}

describe('what the station does in the end', () => {
  it('[DE10] what the operator confirms is done', () => {
    const { decision } = settle(proposed({ sure: 'A' }), { by: 'staff-1', at: moment })
    expect(decision).toEqual({ disposition: 'restock', grade: 'A', by: 'staff-1', held: false, at: moment })
  })

  it('[DE10] what a supervisor must see waits in quarantine, whoever confirms it', () => {
    const item = proposed({ sure: 'A', shots: [] })
    const { decision } = settle(item, { by: 'staff-1', at: moment })
    expect(decision).toMatchObject({ disposition: 'quarantine', grade: 'A', held: true })
    expect(item.proposal.choice).toBe('restock')
  })

  it('[DE10] with nobody there, only what is automatic is not held', () => {
    expect(settle(proposed({ sure: 'A' }), { by: 'auto', at: moment }).decision.held).toBe(true)
    const promised = policyWith((draft) => {
      draft.promise = { errorRate: 0.02, n: 1200 }
    })
    expect(settle(proposed({ sure: 'A' }, promised), { by: 'auto', at: moment }).decision).toMatchObject({
      held: false,
      disposition: 'restock',
    })
  })

  it('[DE10] an override keeps what was proposed and what was wanted, also while it is held', () => {
    const change = { disposition: 'donate', grade: 'C', reasonCode: 'surface.worn', note: 'lint' } as const
    const done = settle(proposed({ sure: 'A' }), { by: 'staff-1', at: moment, change }).decision
    expect(done).toMatchObject({ disposition: 'donate', grade: 'C', held: false })
    const held = settle(proposed({ sure: 'A', shots: [] }), { by: 'staff-1', at: moment, change }).decision
    expect(held).toMatchObject({ disposition: 'quarantine', held: true })
    expect(held.override).toEqual({
      by: 'staff-1',
      from: { disposition: 'restock', grade: 'A' },
      to: { disposition: 'donate', grade: 'C' },
      reasonCode: 'surface.worn',
      note: 'lint',
    })
  })
})
