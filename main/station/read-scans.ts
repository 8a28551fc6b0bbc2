import type { Scanner } from '../../drivers/scanner/port.ts'
import { asFault } from '../kernel/fault.ts'
import type { Lane } from './lane.ts'
import type { StationOptions } from './parts.ts'

/** What the reading of scans needs of a lane. */
export interface ScanTaker {
  readonly scan: Lane['scan']
  readonly core: Pick<Lane['core'], 'say'>
}

/** A scan the lane cannot take (a damaged catalogue, say) must not end the reading of the next one. */
export async function readScans(
  scanner: Scanner,
  lane: ScanTaker,
  log: Pick<StationOptions['log'], 'error'>,
): Promise<void> {
  for await (const scan of scanner.scans()) {
    try {
      lane.scan(scan)
    } catch (thrown) {
      log.error({ err: asFault(thrown) }, 'a scan could not be taken')
      lane.core.say('scan_failed', asFault(thrown).hint)
    }
  }
}
