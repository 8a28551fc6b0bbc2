import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Fault } from '../../../main/kernel/fault.ts'
import { type Door, openDoor } from '../../../main/station/door.ts'
import { addStaff, setStaffActive } from '../../../main/station/staff-desk.ts'
import { openLedger } from '../../../sync/ledger/ledger.ts'
import type { Ledger } from '../../../sync/ledger/port.ts'
import { type HandClock, handClock } from '../../rigs/hand-clock.ts'
import { idsOf } from '../../rigs/seeded.ts'

const newId = idsOf(3)
let clock: HandClock
let ledger: Ledger
let door: Door
beforeEach(() => {
  clock = handClock()
  ledger = openLedger({ file: ':memory:', clock, newId })
  door = openDoor(ledger, clock)
})
afterEach(() => ledger.close())

const add = (name: string, role: 'operator' | 'supervisor' | 'admin', badge?: string) =>
  addStaff({ ledger, door, newId }, { name, role, pin: '4711', ...(badge ? { badge } : {}) }, 'setup')

it('[DO1] the first start is over as soon as one admin exists', async () => {
  expect(door.firstStart()).toBe(true)
  await add('one', 'admin')
  expect(door.firstStart()).toBe(false)
})

it('[DO2] a wrong PIN is refused and audited, the sixth try in a row is locked', async () => {
  const { id } = await add('one', 'admin')
  for (let tries = 0; tries < 5; tries += 1) {
    await expect(door.login({ kind: 'pin', staff: id, pin: '0000' })).rejects.toThrow(/LOGIN_REFUSED/)
  }
  await expect(door.login({ kind: 'pin', staff: id, pin: '4711' })).rejects.toThrow(/LOGIN_LOCKED/)
  expect(ledger.auditTrail(20).filter((each) => each.action === 'login.refused')).toHaveLength(5)
  clock.pass(61_000)
  await expect(door.login({ kind: 'pin', staff: id, pin: '4711' })).resolves.toMatchObject({ user: { id } })
})

it('[DO2] a badge logs its owner in, another one is refused', async () => {
  const { id } = await add('one', 'operator', 'BADGE-0815')
  expect((await door.login({ kind: 'badge', badge: 'BADGE-0815' })).user.id).toBe(id)
  await expect(door.login({ kind: 'badge', badge: 'BADGE-0816' })).rejects.toThrow(/LOGIN_REFUSED/)
})

it('[DO3] a session outlives a restart, ends after 12 hours and at log-out; no token is stored', async () => {
  const { id } = await add('one', 'operator')
  const { token } = await door.login({ kind: 'pin', staff: id, pin: '4711' })
  expect(ledger.setting('_sessions')).not.toContain(token)
  const again = openDoor(ledger, clock)
  expect(again.who(token)?.id).toBe(id)
  expect(again.present()).toBe(id)
  clock.pass(12 * 3600_000 + 1)
  expect(again.who(token)).toBeUndefined()
  expect(again.present()).toBeUndefined()
  const second = await again.login({ kind: 'pin', staff: id, pin: '4711' })
  again.logout(second.token)
  expect(again.who(second.token)).toBeUndefined()
})

it('[DO5] names and badges are unique, the last admin stays, a closed person cannot log in', async () => {
  const { id } = await add('one', 'admin', 'BADGE-1')
  const asker = { id, role: 'admin' } as const
  await expect(add('ONE', 'operator')).rejects.toThrow(/exists already/)
  await expect(add('two', 'operator', 'BADGE-1')).rejects.toThrow(/belongs to somebody else/)
  expect(() => setStaffActive(ledger, { id, active: false }, asker)).toThrow(/last admin/)
  const other = await add('two', 'operator')
  const { token } = await door.login({ kind: 'pin', staff: other.id, pin: '4711' })
  setStaffActive(ledger, { id: other.id, active: false }, asker)
  expect(door.who(token)).toBeUndefined()
  await expect(door.login({ kind: 'pin', staff: other.id, pin: '4711' })).rejects.toThrow(/LOGIN_REFUSED/)
})

it('[DO2] a fresh name each time is no fresh try, and fills neither the trail nor the memory', async () => {
  await add('one', 'operator')
  const tries = Array.from({ length: 50 }, (_, index) =>
    door.login({ kind: 'pin', staff: `nobody-${index}`, pin: '0000' }).catch((thrown: Fault) => thrown.code),
  )
  const codes = await Promise.all(tries)
  expect(codes.filter((code) => code === 'LOGIN_REFUSED')).toHaveLength(5)
  expect(codes.filter((code) => code === 'LOGIN_LOCKED')).toHaveLength(45)
  const refused = ledger.auditTrail(99).filter((each) => each.action === 'login.refused')
  expect(refused.map(({ subject }) => subject)).toEqual(Array(5).fill('unknown'))
})

it('[DO3] sessions that ended are forgotten when somebody logs in', async () => {
  const { id } = await add('one', 'operator')
  const enter = () => door.login({ kind: 'pin', staff: id, pin: '4711' })
  for (let shift = 0; shift < 3; shift += 1) {
    await enter()
    clock.pass(12 * 3600_000 + 1)
  }
  await enter()
  expect(Object.keys(JSON.parse(ledger.setting('_sessions') ?? '{}'))).toHaveLength(1)
})
