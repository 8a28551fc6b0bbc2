import type { Stateful } from '../../main/kernel/device.ts'

/** What the light says across the hall: green, amber, red, or nothing. */
export type SignalLook = 'ready' | 'asks' | 'stopped' | 'off'

/**
 * A stack light with a buzzer. Implementers hold to these rules (test/contract/signal.ts):
 *  SG1  green is ready, amber asks, red is stopped; one lamp at a time, none for `off`;
 *  SG2  show() returns at once and never throws; the last look asked for is the one shown;
 *  SG3  the buzzer sounds for 400 ms when the look becomes `asks` or `stopped`, and is off then;
 *  SG4  a light that is gone or silent is a state, SIGNAL_LOST, and shows what is wanted once it is back;
 *  SG5  close() may be called twice and leaves the light dark, where it can be reached.
 */
export interface Signal extends Stateful {
  show(look: SignalLook): void
  close(): Promise<void>
}
