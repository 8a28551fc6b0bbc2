import { expect, it } from 'vitest'
import { Lockout } from '../../../main/station/lockout.ts'
import { handClock } from '../../rigs/hand-clock.ts'

it('[DO2] five wrong tries within a minute close one log-in, and only that one, until the minute is over', () => {
  const clock = handClock()
  const lockout = new Lockout(clock)
  for (let tries = 0; tries < 5; tries += 1) {
    lockout.check('ana')
    lockout.failed('ana')
  }
  expect(() => lockout.check('ana')).toThrow(/LOGIN_LOCKED/)
  expect(() => lockout.check('ben')).not.toThrow()
  clock.pass(60_001)
  expect(() => lockout.check('ana')).not.toThrow()
})

it('[DO2] a right PIN forgets the wrong tries before it', () => {
  const lockout = new Lockout(handClock())
  for (let tries = 0; tries < 4; tries += 1) lockout.failed('ana')
  lockout.passed('ana')
  lockout.failed('ana')
  expect(() => lockout.check('ana')).not.toThrow()
})
