import { afterEach } from 'vitest'
import { openSerialScale } from '../../drivers/scale/serial.ts'
import { createVirtualScale } from '../../drivers/scale/virtual-scale.ts'
import { scaleContract } from '../contract/scale.ts'
import type { Pty } from '../rigs/pty.ts'
import { openAcmGadget } from '../rigs/vm/guest/acm-gadget.ts'
import { removeGadgets } from '../rigs/vm/guest/gadget.ts'
import { machineClock as clock } from '../rigs/vm/guest/machine-clock.ts'
import { openUsbCable } from '../rigs/vm/guest/usb-cable.ts'

afterEach(removeGadgets)

async function bench(port: Pty, protocol: 'sics' | 'w') {
  const device = createVirtualScale({ protocol, unit: 'kg', answer: (bytes) => port.write(bytes) })
  port.onData((chunk) => device.receive(chunk))
  const scale = openSerialScale(
    { name: 'Scale', path: port.path, baudRate: 9600, protocol, unit: 'kg' },
    clock,
  )
  return {
    ...{ scale, device, unplug: port.unplug, plug: port.plug },
    async close() {
      await scale.close()
      await port.close()
    },
  }
}

scaleContract('SICS on a CDC-ACM device', async () => bench(await openAcmGadget(), 'sics'))
scaleContract('a checkout scale on a USB serial port', async () => bench(await openUsbCable('scale'), 'w'))
