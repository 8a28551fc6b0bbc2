import type { Clock } from '../../main/kernel/clock.ts'
import type { MakeStream, PortFrame } from '../line/connection.ts'
import { openSerialLine } from '../line/serial.ts'
import { checkoutScale, sics } from './language.ts'
import { lineScale } from './line-scale.ts'
import type { Scale } from './port.ts'
import type { WeightUnit } from './units.ts'

export interface SerialScaleOptions {
  readonly name: string
  readonly path: string
  /** Bits a second, as set in the scale. */
  readonly baudRate: number
  /** Data bits, parity and stop bits, as set in the scale; checkout scales often use 7E1. */
  readonly frame?: PortFrame
  readonly protocol: 'sics' | 'w'
  /** What an answer to `W` counts; not used by SICS, whose answers name their unit. */
  readonly unit?: WeightUnit
  /** Tests give serialport's mock here. */
  readonly makeStream?: MakeStream
}

/** A scale on a serial port; absent, busy, silent and unplugged are states, and it reconnects by itself. */
export function openSerialScale(options: SerialScaleOptions, clock: Clock): Scale {
  const faults = { lost: 'SCALE_LOST', busy: 'SCALE_BUSY' } as const
  const line = openSerialLine({ ...options, xon: false, faults }, clock)
  return lineScale(line, options.protocol === 'sics' ? sics : checkoutScale(options.unit ?? 'kg'), clock)
}
