import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { Clock } from '../../main/kernel/clock.ts'
import type { DeviceState } from '../../main/kernel/device.ts'
import type { Connection } from './connection.ts'
import { keepLine } from './kept-line.ts'
import { type LineFaults, namedFailure } from './open-failure.ts'
import type { Line } from './port.ts'

/** Milliseconds between looks for bytes from the device, and between tries while it takes none. */
const pollMs = { read: 20, write: 5 } as const

/** Most bytes read or written at once. */
const chunkBytes = 16_384

/** Bits a second of a USB printer that prints while it takes data. */
const slowest = 100_000

export interface DeviceFileOptions {
  readonly name: string
  /** Which device, for sentences. */
  readonly where: string
  readonly faults: LineFaults
  /** Its device file as it is plugged in now, for example /dev/usb/lp0, or why there is none, in one sentence. */
  find(): Promise<{ readonly path: string } | { readonly why: string }>
}

/** A character device such as the USB printer class makes; kept open, and opened again after it was unplugged. */
export function openDeviceFile({ name, where, faults, find }: DeviceFileOptions, clock: Clock): Line {
  let path = where
  const connect = async (heard: (chunk: Uint8Array) => void) => {
    const found = await find()
    if ('why' in found) throw new NotThere(found.why)
    path = found.path
    return connectFile(path, clock, heard)
  }
  const failure = async (thrown: Error): Promise<DeviceState> =>
    thrown instanceof NotThere
      ? { kind: 'lost', fault: faults.lost, detail: thrown.message }
      : namedFailure(path, thrown.message, faults)
  return keepLine({ name, where, faults, slowest, connect, failure }, clock)
}

/** No device file to open; its message is a whole sentence. */
class NotThere extends Error {
  override readonly name = 'NotThere'
}

// Never blocking: a read of a printer that says nothing would hold one of Node's four file threads for ever.
async function connectFile(
  path: string,
  clock: Clock,
  heard: (chunk: Uint8Array) => void,
): Promise<Connection> {
  const { O_RDWR, O_NONBLOCK, O_NOCTTY } = constants
  const file = await open(path, O_RDWR | O_NONBLOCK | O_NOCTTY)
  if (!(await file.stat()).isCharacterDevice()) {
    await file.close()
    throw new Error('it is no device but a file')
  }
  const life = new FileConnection(file, path, clock)
  void life.read(heard)
  return life
}

class FileConnection implements Connection {
  readonly ended: Promise<string>
  readonly node: string
  readonly #file: FileHandle
  readonly #clock: Clock
  readonly #over = new AbortController()
  #end: (why: string) => void = () => {}
  #closing: Promise<void> | undefined

  constructor(file: FileHandle, node: string, clock: Clock) {
    this.#file = file
    this.node = node
    this.#clock = clock
    this.ended = new Promise((resolve) => {
      this.#end = resolve
    })
  }

  async write(bytes: Uint8Array): Promise<void> {
    let sent = 0
    while (sent < bytes.length) {
      if (this.#over.signal.aborted) throw new Error(await this.ended)
      const part = bytes.subarray(sent, sent + chunkBytes)
      const taken = await this.#unlessBusy(() => this.#file.write(part))
      if (taken) sent += taken.bytesWritten
      else await this.#clock.sleep(pollMs.write, this.#over.signal)
    }
  }

  close(why = 'closed'): Promise<void> {
    this.#over.abort()
    this.#closing ??= this.#file.close().catch(() => {})
    this.#end(why)
    return this.#closing
  }

  async read(heard: (chunk: Uint8Array) => void): Promise<void> {
    const buffer = Buffer.alloc(chunkBytes)
    while (!this.#over.signal.aborted) {
      try {
        const got = await this.#unlessBusy(() => this.#file.read(buffer, 0, buffer.length, null))
        if (got && got.bytesRead > 0) heard(Buffer.from(buffer.subarray(0, got.bytesRead)))
        else await this.#clock.sleep(pollMs.read, this.#over.signal)
      } catch {
        return
      }
    }
  }

  /** What the call gave; undefined when the device is busy. An error ends the connection. */
  async #unlessBusy<T>(call: () => Promise<T>): Promise<T | undefined> {
    try {
      return await call()
    } catch (thrown) {
      const { code, message } = thrown as NodeJS.ErrnoException
      if (code === 'EAGAIN' || code === 'EINTR') return undefined
      // A printer with no way back refuses every read (EINVAL); it can still be written to.
      if (code !== 'EINVAL') await this.close(message)
      throw thrown
    }
  }
}
