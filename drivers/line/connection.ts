import { SerialPort } from 'serialport'

/** Data bits, parity (none, even, odd) and stop bits of a serial port. */
export type PortFrame = '8N1' | '7E1' | '7O1' | '8E1'

/** How to open a serial port. */
export interface PortSettings {
  readonly path: string
  readonly baudRate: number
  /** Obey XOFF from the device, as label printers send it when their buffer is full. */
  readonly xon: boolean
  /** 8N1 unless told. */
  readonly frame?: PortFrame
}

/** The part of a serialport stream a connection needs, so that its mock fits too. */
export interface SerialStream {
  readonly isOpen: boolean
  open(done: (error: Error | null) => void): void
  close(done: (error: Error | null) => void): void
  flush(done: (error: Error | null) => void): void
  write(bytes: Uint8Array, done: (error: Error | null | undefined) => void): boolean
  drain(done: (error: Error | null) => void): void
  on(event: 'data', heard: (chunk: Uint8Array) => void): unknown
  on(event: 'close' | 'error', heard: (error: Error | null) => void): unknown
}
export type MakeStream = (settings: PortSettings) => SerialStream

/** The machine's own serial ports. */
export const realStream: MakeStream = ({ path, baudRate, xon, frame = '8N1' }) =>
  new SerialPort({ path, baudRate, xon, autoOpen: false, stopBits: 1, ...frames[frame] })

const frames = {
  '8N1': { dataBits: 8, parity: 'none' },
  '7E1': { dataBits: 7, parity: 'even' },
  '7O1': { dataBits: 7, parity: 'odd' },
  '8E1': { dataBits: 8, parity: 'even' },
} as const

/** One open life of a port, from plugging in to pulling out; it is never opened again. */
export interface Connection {
  /** Its device node, to be watched, where it has one. */
  readonly node?: string
  /** Resolves with the reason when the port has closed, whoever closed it. */
  readonly ended: Promise<string>
  /** Resolves when the operating system has handed everything on; rejects when the port ends first. */
  write(bytes: Uint8Array): Promise<void>
  /** Closes it; `why` becomes the reason in `ended`. */
  close(why?: string): Promise<void>
}

/** Opens a port and drops what it had buffered; rejects with the operating system's error. */
export async function connect(stream: SerialStream, heard: (chunk: Uint8Array) => void): Promise<Connection> {
  await called((done) => stream.open(done))
  const waiting = new Set<(why: Error) => void>()
  let reason = 'closed'
  const ended = new Promise<string>((resolve) => {
    const end = (error: Error | null) => {
      const why = error?.message ?? reason
      for (const fail of waiting) fail(new Error(why))
      resolve(why)
    }
    stream.on('close', end)
    stream.on('error', end)
  })
  await called((done) => stream.flush(done)).catch(() => {})
  stream.on('data', heard)
  return {
    ended,
    write: (bytes) => write(stream, bytes, waiting),
    close(why = reason) {
      reason = why
      return close(stream)
    },
  }
}

// After an unexpected close a write never calls back and is kept for the next opening: hence the look at
// isOpen, the list of those who wait, and a new stream for every connection.
function write(stream: SerialStream, bytes: Uint8Array, waiting: Set<(why: Error) => void>): Promise<void> {
  if (!stream.isOpen) return Promise.reject(new Error('the port is closed'))
  return new Promise((resolve, reject) => {
    waiting.add(reject)
    called((done) => stream.write(bytes, done))
      .then(() => called((done) => stream.drain(done)))
      .then(resolve, reject)
      .finally(() => waiting.delete(reject))
  })
}

// Unsent bytes are flushed first: closing would wait for them, for as long as the device takes none.
async function close(stream: SerialStream): Promise<void> {
  if (!stream.isOpen) return
  await called((done) => stream.flush(done)).catch(() => {})
  if (stream.isOpen) await called((done) => stream.close(done)).catch(() => {})
}

function called(start: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    start((error) => (error ? reject(error) : resolve()))
  })
}
