import type { NoticeCode } from '../api/notice-views.ts'
import type { LaneState } from '../api/views.ts'
import { parseCode } from '../inspection/code.ts'
import { isVoided } from '../inspection/voided.ts'
import type { Scan } from '../kernel/scan.ts'
import type { LanePorts } from './lane-ports.ts'

/** A trigger held too long reads the same code again within this time, in milliseconds. */
export const doubleReadMs = 1500

/** The same code again while its item is on the lane is the same read, not a second item. */
export function isDoubleRead(seen: Scan | undefined, scan: Scan, state: LaneState): boolean {
  if (!seen || !isSameCode(seen, scan)) return false
  // A jump of the clock must not swallow a scan: only small distances in either direction count.
  return state !== 'scan' && Math.abs(scan.at - seen.at) < doubleReadMs
}

/** A person scans the item that a camera had put on the lane before them: that is what they want, and is so already. */
export function agreesWithCamera(seen: Scan | undefined, scan: Scan): boolean {
  return seen?.source === 'camera' && scan.source !== 'camera' && isSameCode(seen, scan)
}

/** Two devices may send one code with and without its AIM identifier, or a UPC-A with and without its zero. */
function isSameCode(one: Scan, other: Scan): boolean {
  if (one.text === other.text) return true
  if ((one.source === 'camera') === (other.source === 'camera')) return false
  const [a, b] = [parseCode(one.text), parseCode(other.text)]
  return a.display === b.display || (a.gtin !== undefined && a.gtin === b.gtin)
}

/** Why a scan is not taken although the lane could, or nothing. */
export function noticeFor(scan: Scan, ports: LanePorts): { code: NoticeCode; detail: string } | undefined {
  if (ports.config.lane.confirm !== 'never' && !ports.present()) return { code: 'log_in_first', detail: '' }
  const reading = parseCode(scan.text)
  if (reading.kind === 'unreadable' && reading.problem === 'empty')
    return { code: 'unreadable_code', detail: '' }
  if (reading.kind !== 'licence_plate') return undefined
  const plate = reading.references[0] ?? ''
  const [row] = ports.ledger.list({ text: plate }, 1)
  if (row?.record.plate !== plate) return undefined
  return { code: isVoided(row.corrections) ? 'label_voided' : 'already_recorded', detail: plate }
}
