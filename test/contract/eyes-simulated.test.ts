import { describe, expect, it } from 'vitest'
import type { LearntGrade } from '../../main/kernel/learnt.ts'
import { simulatedEyes } from '../../models/simulated.ts'
import { drawnFrame } from '../rigs/eyes/drawn-frames.ts'
import { realClock } from '../rigs/real-clock.ts'
import { type EyesAtHand, eyesContract } from './eyes.ts'
import { comparingContract } from './eyes-compare.ts'

const clock = realClock(100)
/** A seed whose first dozen calls are slow, but not too late. */
const wornSeed = 4

function simulated(grade: 'ideal' | 'worn', seed: number): EyesAtHand {
  let taught = false
  const says: LearntGrade = {
    head: 'simulated@1.0.0',
    odds: { A: 0.8, B: 0.1, C: 0.05, D: 0.03, E: 0.02 },
    ...{ sure: true, promised: 0.9, decisions: 100 },
  }
  const eyes = simulatedEyes({ grade, seed, clock, head: () => (taught ? () => says : undefined) })
  return {
    eyes,
    gone: () => eyes.state().kind === 'absent',
    teach: () => {
      taught = true
    },
    forget: () => {
      taught = false
    },
  }
}

eyesContract('the simulator', async () => simulated('ideal', 1))
eyesContract('the worn simulator', async () => simulated('worn', wornSeed))
comparingContract('the simulator', async () => simulated('ideal', 1))

describe('hostile eyes', () => {
  it('[EY1] answer every item, with each kind of trouble among forty of them', async () => {
    const frame = await drawnFrame()
    const seen = new Set<string>()
    const eyes = simulatedEyes({ grade: 'hostile', seed: 1, clock })
    for (let item = 0; item < 40; item++) {
      const answer = await eyes.infer([frame], 5_000)
      seen.add(answer.status === 'done' ? `done ${answer.findings.length}` : answer.why)
    }
    expect([...seen].sort()).toEqual(['crashed', 'done 20', 'timed_out'])
  })
})

describe('worn and hostile eyes', () => {
  it('[EY2] are never in trouble twice running', async () => {
    const frame = await drawnFrame()
    for (const grade of ['worn', 'hostile'] as const) {
      const eyes = simulatedEyes({ grade, seed: 2, clock })
      const went: string[] = []
      for (let item = 0; item < 60; item++) went.push((await eyes.infer([frame], 3_000)).status)
      expect(went).toContain('unsure')
      expect(went.some((status, i) => status === 'unsure' && went[i + 1] === 'unsure')).toBe(false)
    }
  })
})

describe('eyes that are told what to see', () => {
  it('[EY4] see that', async () => {
    const severity = { none: 0.2, minor: 0.3, major: 0.5 }
    const eyes = simulatedEyes({ grade: 'ideal', seed: 1, clock, sees: () => ({ findings: [], severity }) })
    expect(await eyes.infer([await drawnFrame()], 1_000)).toMatchObject({
      status: 'done',
      severity,
      findings: [],
    })
  })
})
