import { SerialPortMock } from 'serialport'
import type { MakeStream } from '../../drivers/line/connection.ts'

/** serialport's own mock of a port, for machines without pseudo-terminals. */
export interface MockPort {
  readonly path: string
  readonly makeStream: MakeStream
  write(bytes: Uint8Array): void
  unplug(): Promise<void>
  plug(): Promise<void>
  close(): Promise<void>
}

/** What the mock adds to a binding, in words of our own: its package brings no types. */
interface MockedBinding {
  emitData(bytes: Buffer): void
}

let made = 0

/** A fresh plugged-in mock port. */
export function openMockPort(): MockPort {
  made += 1
  const path = `/dev/mock${made}`
  const { binding } = SerialPortMock
  let stream: SerialPortMock | undefined
  let plugged = true
  binding.createPort(path)
  return {
    path,
    makeStream(settings) {
      // The mock knows no ports that vanish: an unplugged one has another path.
      stream = new SerialPortMock({
        path: plugged ? path : `${path}-gone`,
        baudRate: settings.baudRate,
        autoOpen: false,
      })
      return stream
    },
    write: (bytes) => (stream?.port as MockedBinding | undefined)?.emitData(Buffer.from(bytes)),
    async unplug() {
      plugged = false
      stream?._disconnected(new Error('unplugged'))
    },
    async plug() {
      plugged = true
    },
    async close() {},
  }
}
