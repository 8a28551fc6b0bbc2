// The contract tests that elsewhere wait for a person's own hardware (REGRADE_… names it), with devices of this machine.
import { afterAll, beforeAll } from 'vitest'
import { createVirtualScale } from '../../drivers/scale/virtual-scale.ts'
import { createVirtualRelays } from '../../drivers/signal/virtual-relays.ts'
import { openHostLine } from '../rigs/vm/guest/host-line.ts'
import { openUsbCable, portOf } from '../rigs/vm/guest/usb-cable.ts'

const host = await openHostLine()
await host.ask.putPrinter('printer')
const [scanner, scale, relay] = [
  await openUsbCable('scanner'),
  await openUsbCable('scale'),
  await openUsbCable('relay'),
]
const weighing = createVirtualScale({ protocol: 'sics', unit: 'kg', answer: (bytes) => scale.write(bytes) })
scale.onData((chunk) => weighing.receive(chunk))
const relays = createVirtualRelays((bytes) => relay.write(bytes))
relay.onData((chunk) => relays.receive(chunk))

Object.assign(process.env, {
  REGRADE_PRINTER: portOf('printer'),
  REGRADE_SCANNER: scanner.path,
  REGRADE_SCALE: scale.path,
  REGRADE_SIGNAL: relay.path,
})
await import('../contract/printer-hardware.test.ts')
await import('../contract/scanner-hardware.test.ts')
await import('../contract/scale-serial.test.ts')
await import('../contract/signal-serial.test.ts')

let person: NodeJS.Timeout
beforeAll(() => {
  person = setInterval(() => scanner.write('4006381333931\r\n'), 1000)
})
afterAll(async () => {
  clearInterval(person)
  for (const cable of [scanner, scale, relay]) await cable.close()
  await host.ask.unplug('printer')
  host.close()
})
