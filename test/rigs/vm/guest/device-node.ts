import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Milliseconds between looks at a device that has nothing, or takes nothing: the first, doubled up to the longest, because under
 * emulation short sleeps alone keep a processor busy.
 */
const lookMs = { first: 2, longest: 32 } as const

/** A character device of the kernel, held open without ever blocking. */
export interface DeviceNode {
  /** Resolves when the kernel has taken all of it; false when the device was gone before. */
  write(bytes: Uint8Array): Promise<boolean>
  onData(heard: (chunk: Uint8Array) => void): () => void
  close(): void
}

/** Opens the device's own end; throws what the kernel says. */
export function openDeviceNode(path: string): DeviceNode {
  const file = openSync(path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY)
  const listeners = new Set<(chunk: Uint8Array) => void>()
  const buffer = Buffer.alloc(65_536)
  let open = true
  const close = () => {
    if (open) closeSync(file)
    open = false
  }
  const look = async () => {
    for (let wait: number = lookMs.first; open; ) {
      const count = unlessBusy(() => readSync(file, buffer))
      if (count === 'gone') return
      for (const heard of count > 0 ? [...listeners] : []) heard(Buffer.from(buffer.subarray(0, count)))
      wait = count > 0 ? lookMs.first : Math.min(lookMs.longest, wait * 2)
      if (count === 0) await sleep(wait)
    }
  }
  void look()
  return {
    async write(bytes) {
      for (let sent = 0; open && sent < bytes.length; ) {
        const count = unlessBusy(() => writeSync(file, bytes, sent))
        if (count === 'gone') return false
        sent += count
        if (count === 0) await sleep(lookMs.first)
      }
      return open
    },
    onData(heard) {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
    close,
  }
}

/** What the call gave; 0 when the device is busy. */
function unlessBusy(call: () => number): number | 'gone' {
  try {
    return call()
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException
    return code === 'EAGAIN' || code === 'EINTR' ? 0 : 'gone'
  }
}
