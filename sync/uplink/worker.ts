import type { Clock } from '../../main/kernel/clock.ts'
import { asFault, type Fault } from '../../main/kernel/fault.ts'
import type { RandomBytes } from '../../main/kernel/ids.ts'
import { backoffMs } from './backoff.ts'

/** Something that works in the background until it is stopped. */
export interface Worker {
  /** Ends what is under way and resolves when nothing runs any more; may be called twice. */
  stop(): Promise<void>
  /** There is something to do: an idle worker does it at once. One that waits after a failure goes on waiting. */
  kick(): void
}

export interface WorkerPlan {
  readonly clock: Clock
  readonly random: RandomBytes
  /** Longest wait between turns when nobody kicks, in milliseconds. */
  readonly idleMs: number
  /** One piece of work; `more` asks for the next turn at once. Throws when it failed. */
  turn(signal: AbortSignal): Promise<'more' | 'idle'>
  /** Hears of every failed turn. */
  failed(fault: Fault): void
}

/** Takes turns until stopped: at once while there is more, after a kick or `idleMs` when idle, after a backoff when one failed. */
export function startWorker(plan: WorkerPlan): Worker {
  const stopping = new AbortController()
  const { signal } = stopping
  let kicked = false
  let wake = () => {}

  const idle = async () => {
    const woken = new AbortController()
    wake = () => woken.abort()
    if (!kicked) await plan.clock.sleep(plan.idleMs, AbortSignal.any([signal, woken.signal]))
    wake = () => {}
  }
  const run = async () => {
    for (let failures = 0; !signal.aborted; ) {
      kicked = false
      try {
        const next = await plan.turn(signal)
        failures = 0
        if (next === 'idle') await idle()
      } catch (thrown) {
        if (signal.aborted) return
        failures += 1
        plan.failed(asFault(thrown))
        await plan.clock.sleep(backoffMs(failures, plan.random), signal)
      }
    }
  }
  const done = run()
  return {
    async stop() {
      stopping.abort()
      await done
    },
    kick() {
      kicked = true
      wake()
    },
  }
}
