import { describe, expect, it } from 'vitest'
import { openSerialScale } from '../../drivers/scale/serial.ts'
import { createVirtualScale } from '../../drivers/scale/virtual-scale.ts'
import { hasPty, openPty, ptyMissing } from '../rigs/pty.ts'
import { realClock } from '../rigs/real-clock.ts'
import { becomes, scaleContract } from './scale.ts'

const clock = realClock(4)

for (const protocol of ['sics', 'w'] as const)
  if (hasPty)
    scaleContract(`the serial driver speaking ${protocol} on a pseudo-terminal`, async () => {
      const pty = await openPty()
      if (!pty) throw new Error(ptyMissing)
      const device = createVirtualScale({ protocol, unit: 'kg', answer: (bytes) => pty.write(bytes) })
      pty.onData((chunk) => device.receive(chunk))
      const options = { name: 'Scale', path: pty.path, baudRate: 9600, protocol, unit: 'kg' } as const
      const scale = openSerialScale(options, clock)
      return {
        scale,
        device,
        unplug: () => pty.unplug(),
        plug: () => pty.plug(),
        async close() {
          await scale.close()
          await pty.close()
        },
      }
    })
  else it.todo(`[WE1] the serial scale driver speaking ${protocol} ${ptyMissing}`)

describe('a scale that is not there', () => {
  it('[WE4] is a state that names the path', async () => {
    const absent = { name: 'Absent', path: '/dev/no-such-port', baudRate: 9600, protocol: 'sics' } as const
    const scale = openSerialScale(absent, clock)
    expect(await becomes(scale, 'lost', 'SCALE_LOST')).toMatchObject({
      detail: expect.stringContaining('/dev/no-such-port'),
    })
    await scale.close()
  })
})

const path = process.env.REGRADE_SCALE

describe('a real scale', () => {
  if (path)
    it('[WE1] tells what lies on it, in SICS at 9600 baud', { timeout: 30_000 }, async () => {
      const scale = openSerialScale({ name: 'Real', path, baudRate: 9600, protocol: 'sics' }, realClock())
      await becomes(scale, 'ready')
      expect(scale.now()).toMatchObject({ kind: expect.stringMatching(/stable|moving|over|under/) })
      await scale.close()
    })
  else it.todo('[WE1] tells what lies on it (set REGRADE_SCALE to its serial port: SICS, 9600 baud)')
})
