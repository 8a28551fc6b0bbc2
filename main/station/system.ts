import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { v7 } from 'uuid'
import type { Clock } from '../kernel/clock.ts'
import type { NewId, RandomBytes } from '../kernel/ids.ts'

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  ticks: () => performance.now(),
  sleep: (ms, signal) => wait(ms, undefined, signal ? { signal } : {}).catch(() => {}),
}

export const systemIds: NewId = () => v7()

export const systemRandom: RandomBytes = (count) => randomBytes(count)
