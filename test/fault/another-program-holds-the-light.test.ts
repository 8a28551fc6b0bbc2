import { expect, it } from 'vitest'
import { openSerialSignal } from '../../drivers/signal/serial.ts'
import { createVirtualRelays } from '../../drivers/signal/virtual-relays.ts'
import { faults } from '../../main/kernel/fault.ts'
import { becomes } from '../contract/signal.ts'
import { inUse } from '../rigs/in-use.ts'
import { hasPty, openPty, ptyMissing } from '../rigs/pty.ts'
import { realClock } from '../rigs/real-clock.ts'
import { until } from '../rigs/until.ts'

if (hasPty)
  it('[SG4] [LI4] another program holds the light: the screen says which, and it shows what is wanted when that program ends', async () => {
    const pty = await openPty()
    if (!pty) throw new Error(ptyMissing)
    const board = createVirtualRelays((bytes) => pty.write(bytes))
    pty.onData((chunk) => board.receive(chunk))
    const relays = { green: 0, amber: 1, red: 2 }
    const options = { name: 'Light', path: pty.path, baudRate: 9600, relays }
    const other = openSerialSignal(options, realClock(4))
    await becomes(other, 'ready')
    const signal = openSerialSignal(options, realClock(4))
    expect(await becomes(signal, 'lost', 'SIGNAL_BUSY')).toMatchObject({ detail: inUse(pty.path) })
    expect(faults.SIGNAL_BUSY.hint).toMatch(/Close it/)
    signal.show('asks')
    await other.close()
    await becomes(signal, 'ready')
    await until(
      () => board.on(),
      (lit) => lit.join() === String(relays.amber),
      'the amber lamp',
    )
    await signal.close()
    await pty.close()
  })
else it.todo(`[SG4] another program holds the light: ${ptyMissing}`)
