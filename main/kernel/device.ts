import type { FaultCode } from './fault.ts'

/** What the screen shows of any device. A lost device is a state, never a crash. */
export type DeviceState =
  | { readonly kind: 'unconfigured' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'ready' }
  /** Connected, but the device cannot tell how it is: what it is sent may come to nothing. */
  | { readonly kind: 'unknown'; readonly detail: string }
  | { readonly kind: 'lost'; readonly fault: FaultCode; readonly detail: string }

/** A device tells its state now, and every change of it; the returned function stops the telling. */
export interface Stateful {
  readonly name: string
  state(): DeviceState
  onState(heard: (state: DeviceState) => void): () => void
}
