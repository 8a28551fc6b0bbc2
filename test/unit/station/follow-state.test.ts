import { expect, it } from 'vitest'
import { followState } from '../../../main/station/follow-state.ts'
import { handClock } from '../../rigs/hand-clock.ts'

it('[LN20] a state that changes without a word is told once, within half a second; one that stays is not', async () => {
  const clock = handClock()
  let state = { kind: 'starting' }
  let told = 0
  const stop = followState(
    () => state,
    () => told++,
    clock,
  )
  const pass = async () => {
    clock.pass(500)
    await new Promise((done) => setImmediate(done))
  }
  await pass()
  expect(told).toBe(0)
  state = { kind: 'ready' }
  await pass()
  await pass()
  expect(told).toBe(1)
  state = { kind: 'starting' }
  await stop()
  await pass()
  expect(told).toBe(1)
})
