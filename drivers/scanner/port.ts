import type { Stateful } from '../../main/kernel/device.ts'
import type { Scan } from '../../main/kernel/scan.ts'

/**
 * A source of scans. Implementers hold to these rules (test/contract/scanner.ts):
 *  SC1  scans come out whole and in order, never merged or split, whatever the chunks the device sends;
 *  SC2  close() ends scans() quietly, frees the device, and may be called twice;
 *  SC3  an unplugged device is a state `lost`, never a throw; scans() goes on by itself once it is back;
 *  SC4  bytes before the first whole frame after opening are dropped when they cannot be a whole code, as what was under
 *       way before the opening cannot;
 *  SC5  a code longer than 4,096 bytes is cut and delivered once, not split into several;
 *  SC6  nothing blocks reading: scans nobody awaits are kept, up to 1,000, the oldest dropped first and counted.
 */
export interface Scanner extends Stateful {
  /** One reader at a time; a second one takes over and the first ends quietly. */
  scans(): AsyncIterable<Scan>
  /** How many scans were dropped unread since opening (SC6). */
  dropped(): number
  close(): Promise<void>
}
