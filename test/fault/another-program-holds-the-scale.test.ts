import { expect, it } from 'vitest'
import { openSerialScale } from '../../drivers/scale/serial.ts'
import { createVirtualScale } from '../../drivers/scale/virtual-scale.ts'
import { faults } from '../../main/kernel/fault.ts'
import { becomes } from '../contract/scale.ts'
import { inUse } from '../rigs/in-use.ts'
import { hasPty, openPty, ptyMissing } from '../rigs/pty.ts'
import { realClock } from '../rigs/real-clock.ts'
import { until } from '../rigs/until.ts'

if (hasPty)
  it('[WE4] [LI4] another program holds the scale: the screen says which, there is no weight, and it weighs when that program ends', async () => {
    const pty = await openPty()
    if (!pty) throw new Error(ptyMissing)
    const device = createVirtualScale({ protocol: 'sics', unit: 'kg', answer: (bytes) => pty.write(bytes) })
    pty.onData((chunk) => device.receive(chunk))
    device.put(412)
    const options = { name: 'Scale', path: pty.path, baudRate: 9600, protocol: 'sics' } as const
    const other = openSerialScale(options, realClock(4))
    await becomes(other, 'ready')
    const scale = openSerialScale(options, realClock(4))
    expect(await becomes(scale, 'lost', 'SCALE_BUSY')).toMatchObject({ detail: inUse(pty.path) })
    expect(faults.SCALE_BUSY.hint).toMatch(/Close it/)
    expect(scale.now()).toBeUndefined()
    await other.close()
    await becomes(scale, 'ready')
    await until(
      () => scale.now(),
      (now) => now?.kind === 'stable' && Math.abs(now.grams - 412) < 0.1,
      'the weight',
    )
    await scale.close()
    await pty.close()
  })
else it.todo(`[WE4] another program holds the scale: ${ptyMissing}`)
