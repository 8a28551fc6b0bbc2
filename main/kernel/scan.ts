/** How a code entered the station. */
export type ScanSource = 'serial' | 'hid' | 'wedge' | 'camera' | 'typed' | 'simulated'

/** One code as a device read it: text untouched (AIM prefix and GS separators, 0x1D, still inside). */
export interface Scan {
  readonly text: string
  readonly source: ScanSource
  /** The device's name in the configuration. */
  readonly device: string
  /** Milliseconds since the Unix epoch. */
  readonly at: number
}
