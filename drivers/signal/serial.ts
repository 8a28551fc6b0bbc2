import type { Clock } from '../../main/kernel/clock.ts'
import type { MakeStream } from '../line/connection.ts'
import { openSerialLine } from '../line/serial.ts'
import type { Signal } from './port.ts'
import { type Relays, relaySignal } from './relay-signal.ts'

export interface SerialSignalOptions {
  readonly name: string
  readonly path: string
  readonly baudRate: number
  readonly relays: Relays
  /** Tests give serialport's mock here. */
  readonly makeStream?: MakeStream
}

/** A stack light behind a relay board on a serial port; absent, busy and unplugged are states, and it reconnects by itself. */
export function openSerialSignal(options: SerialSignalOptions, clock: Clock): Signal {
  const faults = { lost: 'SIGNAL_LOST', busy: 'SIGNAL_BUSY' } as const
  return relaySignal(openSerialLine({ ...options, xon: false, faults }, clock), options.relays, clock)
}
