import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Signal } from '../../drivers/signal/port.ts'
import type { VirtualRelays } from '../../drivers/signal/virtual-relays.ts'
import type { FaultCode } from '../../main/kernel/fault.ts'
import { until } from '../rigs/until.ts'

/** A light in the hands of a test, with its relay board: green, amber, red and buzzer on the relays 0 to 3. */
export interface SignalBench {
  readonly signal: Signal
  readonly board: Omit<VirtualRelays, 'receive'>
  unplug(): Promise<void> | void
  plug(): Promise<void> | void
  close(): Promise<void>
}

export function becomes(signal: Signal, kind: 'ready' | 'lost', fault?: FaultCode) {
  return until(
    () => signal.state(),
    (state) => state.kind === kind && (!fault || (state.kind === 'lost' && state.fault === fault)),
    `the light to be ${fault ?? kind}`,
  )
}

/** What every signal light promises in drivers/signal/port.ts. */
export function signalContract(what: string, open: () => Promise<SignalBench>): void {
  describe(`the signal port, by ${what}`, () => {
    let bench: SignalBench
    const shows = (...relays: number[]) =>
      until(
        () => bench.board.on(),
        (on) => on.join() === relays.join(),
        `the relays ${relays.join()}`,
      )

    beforeEach(async () => {
      bench = await open()
      bench.signal.show('ready')
      await becomes(bench.signal, 'ready')
      await shows(0)
    })
    afterEach(() => bench.close())

    it('[SG1] one lamp at a time', async () => {
      bench.signal.show('asks')
      await shows(1)
      bench.signal.show('stopped')
      await shows(2)
      bench.signal.show('ready')
      await shows(0)
      bench.signal.show('off')
      await shows()
    })

    it('[SG2] of many looks at once the last one is shown', async () => {
      for (const look of ['asks', 'ready', 'stopped', 'off', 'ready', 'stopped'] as const)
        bench.signal.show(look)
      await shows(2)
      expect(bench.board.on()).not.toContain(0)
    })

    it('[SG3] the buzzer sounds when somebody is asked, and is off then', async () => {
      bench.signal.show('asks')
      await until(
        () => bench.board.history.join(' '),
        (history) => /\+3 -3$/.test(history),
        'the buzzer to have sounded',
      )
      await shows(1)
      const sounded = bench.board.history.filter((each) => each === '+3').length
      bench.signal.show('ready')
      await shows(0)
      expect(bench.board.history.filter((each) => each === '+3')).toHaveLength(sounded)
    })

    it('[SG4] shows what is wanted by then when the cable is back', async () => {
      await bench.unplug()
      await becomes(bench.signal, 'lost', 'SIGNAL_LOST')
      bench.signal.show('stopped')
      await bench.plug()
      await becomes(bench.signal, 'ready')
      await shows(2)
    })

    it('[SG2] [SG4] one that hangs is lost and holds nobody up, and goes on when it is well', async () => {
      bench.board.hang(true)
      bench.signal.show('stopped')
      await becomes(bench.signal, 'lost', 'SIGNAL_LOST')
      bench.signal.show('asks')
      bench.board.hang(false)
      await becomes(bench.signal, 'ready')
      await shows(1)
    })

    it('[SG6] a lamp that is tried out is lit alone, then what is wanted is shown again', async () => {
      await bench.signal.tryOut('red')
      expect(bench.board.on()).toEqual([2])
      bench.signal.show('asks')
      await shows(1)
      await bench.signal.tryOut('buzzer')
      expect(bench.board.on()).toEqual([3])
      await shows(1)
    })

    it('[SG6] one that is away says so, and is tried out again once it is back', async () => {
      await bench.unplug()
      await becomes(bench.signal, 'lost', 'SIGNAL_LOST')
      await expect(bench.signal.tryOut('green')).rejects.toMatchObject({ code: 'SIGNAL_LOST' })
      await bench.plug()
      await becomes(bench.signal, 'ready')
      await bench.signal.tryOut('green')
      await shows(0)
    })

    it('[SG5] closes twice, and is dark then', async () => {
      await bench.signal.close()
      await bench.signal.close()
      await shows()
      bench.signal.show('ready')
      expect(bench.board.on()).toEqual([])
    })
  })
}
