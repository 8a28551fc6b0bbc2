import { expect, it } from 'vitest'
import { Lockout } from '../../../main/station/lockout.ts'
import { handClock } from '../../rigs/hand-clock.ts'

it('[DO2] five wrong tries in a row close one log-in, and only that one, for a minute', () => {
  const clock = handClock()
  const lockout = new Lockout(clock)
  for (let tries = 0; tries < 5; tries += 1) lockout.begin('ana')
  expect(() => lockout.begin('ana')).toThrow(/LOGIN_LOCKED.*60 s/)
  expect(() => lockout.begin('ben')).not.toThrow()
  clock.pass(59_999)
  expect(() => lockout.begin('ana')).toThrow(/LOGIN_LOCKED/)
  clock.pass(1)
  expect(() => lockout.begin('ana')).not.toThrow()
})

it('[DO2] a right PIN forgets the wrong tries before it', () => {
  const lockout = new Lockout(handClock())
  for (let tries = 0; tries < 4; tries += 1) lockout.begin('ana')
  lockout.passed('ana')
  for (let tries = 0; tries < 5; tries += 1) lockout.begin('ana')
  expect(() => lockout.begin('ana')).toThrow(/LOGIN_LOCKED/)
})

it('[DO2] who goes on guessing waits twice as long each time, up to an hour, however slowly the tries come', () => {
  const clock = handClock()
  const lockout = new Lockout(clock)
  const triesIn = (ms: number, everyMs: number) => {
    let taken = 0
    for (let past = 0; past < ms; past += everyMs) {
      try {
        lockout.begin('ana')
        taken += 1
      } catch {}
      clock.pass(everyMs)
    }
    return taken
  }
  const day = 24 * 3600_000
  expect(triesIn(day, 10_000)).toBeLessThanOrEqual(145)
  expect(triesIn(day, 10_000)).toBeLessThanOrEqual(120)
  // Four a minute never are five within one.
  expect(triesIn(day, 15_000)).toBeLessThanOrEqual(120)
})

it('[DO2] tries are forgotten after a day without one', () => {
  const clock = handClock()
  const lockout = new Lockout(clock)
  for (let tries = 0; tries < 4; tries += 1) lockout.begin('ana')
  clock.pass(24 * 3600_000 + 1)
  for (let tries = 0; tries < 4; tries += 1) lockout.begin('ana')
  expect(() => lockout.begin('ana')).not.toThrow()
})
