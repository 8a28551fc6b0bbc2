import type { Stateful } from '../../main/kernel/device.ts'

/**
 * Bytes to and from a device that comes and goes. Implementers hold to these rules (test/contract/line.ts):
 *  LI1  bytes come out in order and unchanged, and are read whether or not anybody listens;
 *  LI2  send() resolves when the device has taken all bytes; it rejects with the line's own `lost` code within a
 *       bounded time when the device is gone, vanishes meanwhile or stops taking, and when its signal aborts;
 *  LI3  what was not sent before a failure is never sent later;
 *  LI4  a device that is absent, busy or forbidden is a state, and is tried again with growing waits until it opens;
 *  LI5  close() may be called twice, frees the device, and leaves nothing that keeps the process alive.
 */
export interface Line extends Stateful {
  /** Hears every chunk as it comes; the returned function ends the hearing. */
  onBytes(heard: (chunk: Uint8Array) => void): () => void
  send(bytes: Uint8Array, signal: AbortSignal): Promise<void>
  close(): Promise<void>
}
