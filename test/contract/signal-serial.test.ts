import { describe, expect, it } from 'vitest'
import { createMemoryLine } from '../../drivers/line/memory.ts'
import { relaySignal } from '../../drivers/signal/relay-signal.ts'
import { openSerialSignal } from '../../drivers/signal/serial.ts'
import { createVirtualRelays } from '../../drivers/signal/virtual-relays.ts'
import { hasPty, openPty, ptyMissing } from '../rigs/pty.ts'
import { realClock } from '../rigs/real-clock.ts'
import { becomes, signalContract } from './signal.ts'

const clock = realClock(4)
const relays = { green: 0, amber: 1, red: 2, buzzer: 3 }

if (hasPty)
  signalContract('the serial driver on a pseudo-terminal', async () => {
    const pty = await openPty()
    if (!pty) throw new Error(ptyMissing)
    const board = createVirtualRelays((bytes) => pty.write(bytes))
    pty.onData((chunk) => board.receive(chunk))
    const signal = openSerialSignal({ name: 'Light', path: pty.path, baudRate: 9600, relays }, clock)
    return {
      ...{ signal, board },
      unplug: () => pty.unplug(),
      plug: () => pty.plug(),
      async close() {
        await signal.close()
        await pty.close()
      },
    }
  })
else it.todo(`[SG1] the serial signal driver ${ptyMissing}`)

it('[SG4] a light that is not there is a state that names the path', async () => {
  const signal = openSerialSignal(
    { name: 'Absent', path: '/dev/no-such-port', baudRate: 9600, relays },
    clock,
  )
  signal.show('ready')
  expect(await becomes(signal, 'lost', 'SIGNAL_LOST')).toMatchObject({
    detail: expect.stringContaining('/dev/no-such-port'),
  })
  await signal.close()
})

it('[SG6] a board without a buzzer says that it has none', async () => {
  const line = createMemoryLine('Light', 'SIGNAL_LOST', (bytes) => board.receive(bytes))
  const board = createVirtualRelays(line.fromDevice)
  const signal = relaySignal(line, { green: 0, amber: 1, red: 2 }, clock)
  await expect(signal.tryOut('buzzer')).rejects.toMatchObject({ detail: 'Light has no buzzer.' })
  await signal.close()
})

const path = process.env.REGRADE_SIGNAL

describe('a real relay board', () => {
  if (path)
    it('[SG1] switches green, amber and red', { timeout: 30_000 }, async () => {
      const signal = openSerialSignal({ name: 'Real', path, baudRate: 9600, relays }, realClock())
      signal.show('ready')
      await becomes(signal, 'ready')
      signal.show('stopped')
      await new Promise((resolve) => setTimeout(resolve, 1500))
      expect(signal.state()).toEqual({ kind: 'ready' })
      await signal.close()
    })
  else it.todo('[SG1] switches green, amber and red (set REGRADE_SIGNAL to its serial port, 9600 baud)')
})
