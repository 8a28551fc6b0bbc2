import { openSerialSignal } from '../../drivers/signal/serial.ts'
import { createVirtualRelays } from '../../drivers/signal/virtual-relays.ts'
import { signalContract } from '../contract/signal.ts'
import { machineClock as clock } from '../rigs/vm/guest/machine-clock.ts'
import { openUsbCable } from '../rigs/vm/guest/usb-cable.ts'

const relays = { green: 0, amber: 1, red: 2, buzzer: 3 }

signalContract('a relay board on a USB serial port', async () => {
  const port = await openUsbCable('relay')
  const board = createVirtualRelays((bytes) => port.write(bytes))
  port.onData((chunk) => board.receive(chunk))
  const signal = openSerialSignal({ name: 'Light', path: port.path, baudRate: 9600, relays }, clock)
  return {
    ...{ signal, board, unplug: port.unplug, plug: port.plug },
    async close() {
      await signal.close()
      await port.close()
    },
  }
})
