import type { Clock } from '../../../../main/kernel/clock.ts'
import { realClock } from '../../real-clock.ts'

/** How many times slower this machine is than a usual computer, as it has measured itself. */
const slow = Number(process.env.REGRADE_MACHINE_SLOW ?? 1)

/** How much more time drivers get here. */
const times = Math.max(1, slow / 10)

/** A clock for drivers under test: where the machine is more than ten times slower than it should be, so is their time. */
export const machineClock: Clock = { ...realClock(1 / times), ticks: () => performance.now() / times }
