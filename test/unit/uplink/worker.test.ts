import { describe, expect, it } from 'vitest'
import { startWorker } from '../../../sync/uplink/worker.ts'
import { handClock } from '../../rigs/hand-clock.ts'
import { until } from '../../rigs/until.ts'

/** A worker whose turns are answered by the test, one after the other. */
function workerRig() {
  const clock = handClock()
  const faults: string[] = []
  const open: { signal: AbortSignal; end: (next: 'more' | 'idle' | Error) => void }[] = []
  let turns = 0
  const worker = startWorker({
    clock,
    random: (count) => new Uint8Array(count).fill(255),
    idleMs: 30_000,
    turn: (signal) =>
      new Promise((resolve, reject) => {
        turns += 1
        open.push({ signal, end: (next) => (next instanceof Error ? reject(next) : resolve(next)) })
      }),
    failed: ({ code }) => faults.push(code),
  })
  return {
    ...{ worker, clock, faults, open },
    turns: () => turns,
    /** Ends the turn under way; resolves when the worker has heard of it. */
    async end(next: 'more' | 'idle' | Error) {
      open.pop()?.end(next)
      for (let tick = 0; tick < 10; tick += 1) await Promise.resolve()
    },
    started: (count: number) =>
      until(
        () => turns,
        (seen) => seen === count,
        `turn ${count}`,
      ),
  }
}

describe('a worker', () => {
  it('[UP11] takes the next turn at once while there is more, after a kick or its time when idle', async () => {
    const rig = workerRig()
    await rig.end('more')
    await rig.started(2)
    await rig.end('idle')
    rig.clock.pass(29_999)
    expect(rig.turns()).toBe(2)
    rig.clock.pass(1)
    await rig.started(3)
    await rig.end('idle')
    rig.worker.kick()
    await rig.started(4)
    // A kick during a turn is not lost: what it told of may have come too late for that turn.
    rig.worker.kick()
    await rig.end('idle')
    await rig.started(5)
    await rig.end('idle')
    await rig.worker.stop()
  })

  it('[UP4] waits longer after each failure, starts over after a success, and a kick does not shorten it', async () => {
    const rig = workerRig()
    for (const [failures, wait] of [1_000, 2_000, 4_000].entries()) {
      await rig.end(new Error('no'))
      rig.worker.kick()
      rig.clock.pass(wait - 1)
      await Promise.resolve()
      expect(rig.turns()).toBe(failures + 1)
      rig.clock.pass(1)
      await rig.started(failures + 2)
    }
    await rig.end('more')
    await rig.started(5)
    await rig.end(new Error('no'))
    rig.clock.pass(1_000)
    await rig.started(6)
    expect(rig.faults).toEqual(['INTERNAL', 'INTERNAL', 'INTERNAL', 'INTERNAL'])
    const stopped = rig.worker.stop()
    await rig.end(new Error('ended by stop'))
    await stopped
    expect(rig.faults).toHaveLength(4)
  })

  it('[UP11] stopping tells the turn under way, and ends an idle or waiting worker at once', async () => {
    const busy = workerRig()
    const { signal } = busy.open[0]!
    const stopped = busy.worker.stop()
    expect(signal.aborted).toBe(true)
    await busy.end(new Error('aborted'))
    await stopped
    expect(busy.faults).toEqual([])
    for (const next of ['idle', new Error('no')] as const) {
      const rig = workerRig()
      await rig.end(next)
      await rig.worker.stop()
      await rig.worker.stop()
      expect(rig.turns()).toBe(1)
    }
  })
})
