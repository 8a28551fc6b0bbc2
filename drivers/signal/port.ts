import type { Stateful } from '../../main/kernel/device.ts'

/** What the light says across the hall: green, amber, red, or nothing. */
export type SignalLook = 'ready' | 'asks' | 'stopped' | 'off'

/** One lamp of it, or its buzzer. */
export type SignalLamp = 'green' | 'amber' | 'red' | 'buzzer'

/**
 * A stack light with a buzzer. Implementers hold to these rules (test/contract/signal.ts):
 *  SG1  green is ready, amber asks, red is stopped; one lamp at a time, none for `off`;
 *  SG2  show() returns at once and never throws; the last look asked for is the one shown;
 *  SG3  the buzzer sounds for 400 ms when the look becomes `asks` or `stopped`, and is off then;
 *  SG4  a light that is gone or silent is a state, SIGNAL_LOST, and shows what is wanted once it is back;
 *  SG5  close() may be called twice and leaves the light dark, where it can be reached;
 *  SG6  tryOut() switches on just this lamp (or the buzzer for as long as it ever sounds) for two seconds, then what is wanted is shown
 *       again; a light that is away, or has no such lamp, is Fault SIGNAL_LOST.
 */
export interface Signal extends Stateful {
  show(look: SignalLook): void
  /** Ends when the board has switched it on. */
  tryOut(lamp: SignalLamp): Promise<void>
  close(): Promise<void>
}
