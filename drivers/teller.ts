import type { DeviceState, Stateful } from '../main/kernel/device.ts'

/** A device's state that can be set from inside and watched from outside. */
export interface Teller extends Pick<Stateful, 'state' | 'onState'> {
  /** Tells everybody, unless the state is the same as before. */
  set(next: DeviceState): void
}

/** Starts with `opening`: no device is ready before it has been seen. */
export function createTeller(first: DeviceState = { kind: 'opening' }): Teller {
  let state = first
  const listeners = new Set<(state: DeviceState) => void>()
  return {
    state: () => state,
    onState(heard) {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
    set(next) {
      if (same(state, next)) return
      state = next
      for (const heard of [...listeners]) heard(next)
    },
  }
}

function same(a: DeviceState, b: DeviceState): boolean {
  if (a.kind !== 'lost' || b.kind !== 'lost') return a.kind === b.kind
  return a.fault === b.fault && a.detail === b.detail
}
