import { Fault, type FaultCode } from '../../main/kernel/fault.ts'
import { createTeller } from '../teller.ts'
import type { Line } from './port.ts'

/** A line in memory, with the device's end and the cable in the simulator's hands. */
export interface MemoryLine extends Line {
  /** Bytes from the device; lost while the cable is out. */
  fromDevice(chunk: Uint8Array): void
  unplug(): void
  plug(): void
}

/** A plugged-in line whose sent bytes go to `toDevice` at once. */
export function createMemoryLine(
  name: string,
  lost: FaultCode,
  toDevice: (bytes: Uint8Array) => void,
): MemoryLine {
  const teller = createTeller({ kind: 'ready' })
  const listeners = new Set<(chunk: Uint8Array) => void>()
  let closed = false
  const away = () => teller.set({ kind: 'lost', fault: lost, detail: `${name} is unplugged.` })
  return {
    name,
    state: teller.state,
    onState: teller.onState,
    onBytes(heard) {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
    async send(bytes, signal) {
      if (signal.aborted) throw new Fault(lost, `${name} was not waited for.`)
      if (teller.state().kind === 'ready') toDevice(bytes)
      if (teller.state().kind !== 'ready') throw new Fault(lost, `${name} is unplugged.`)
    },
    async close() {
      closed = true
      away()
    },
    fromDevice(chunk) {
      if (teller.state().kind !== 'ready') return
      for (const heard of [...listeners]) heard(chunk)
    },
    unplug: away,
    plug() {
      if (!closed) teller.set({ kind: 'ready' })
    },
  }
}
