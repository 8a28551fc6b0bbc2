import { describe, expect, it } from 'vitest'
import { afterDeath } from '../../../main/shell/restart-policy.ts'

describe('a child that died', () => {
  it('[SH3] is started again, each time later, and given up at the fifth quick death', () => {
    expect([0, 1, 2, 3, 4].map((quick) => afterDeath(quick, 100))).toEqual([
      { kind: 'restart', quick: 1, delayMs: 250 },
      { kind: 'restart', quick: 2, delayMs: 1_000 },
      { kind: 'restart', quick: 3, delayMs: 4_000 },
      { kind: 'restart', quick: 4, delayMs: 15_000 },
      { kind: 'give-up', quick: 5 },
    ])
  })

  it('counts anew after a long life', () => {
    expect(afterDeath(4, 60_000)).toEqual({ kind: 'restart', quick: 1, delayMs: 250 })
  })
})
