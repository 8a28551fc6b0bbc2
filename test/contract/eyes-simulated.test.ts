import { describe, expect, it } from 'vitest'
import { simulatedEyes } from '../../models/simulated.ts'
import { drawnFrame } from '../rigs/eyes/drawn-frames.ts'
import { realClock } from '../rigs/real-clock.ts'
import { eyesContract } from './eyes.ts'

const clock = realClock(100)
/** A seed whose first dozen calls are slow, but not too late. */
const wornSeed = 4

eyesContract('the simulator', async () => {
  const eyes = simulatedEyes({ grade: 'ideal', seed: 1, clock })
  return { eyes, gone: () => eyes.state().kind === 'absent' }
})
eyesContract('the worn simulator', async () => {
  const eyes = simulatedEyes({ grade: 'worn', seed: wornSeed, clock })
  return { eyes, gone: () => eyes.state().kind === 'absent' }
})

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
