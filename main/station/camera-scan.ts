import { parseCode } from '../inspection/code.ts'
import { identify } from '../inspection/identify.ts'
import { skuOf } from '../inspection/item-facts.ts'
import type { Item } from '../inspection/record.ts'
import type { Scan } from '../kernel/scan.ts'
import type { LaneCore } from './lane-core.ts'

/**
 * Whether the lane waits for a code that a camera read by itself. Nobody held it there to say something, so it never takes an
 * item from the lane, never complains, and starts an item only where somebody knows the code: a box has serial
 * numbers and web addresses on it too.
 */
export function isWanted(
  scan: Scan,
  { core, onReturn }: { readonly core: LaneCore; readonly onReturn: Item | undefined },
): boolean {
  const { state, item, check, last } = core
  const { kind, references } = parseCode(scan.text)
  const plate = kind === 'licence_plate' ? references[0] : undefined
  if (check) return plate === check.plate
  // The label just printed, on its way to the item.
  if (kind === 'unreadable' || (plate !== undefined && plate === last?.plate)) return false
  if (item?.identified) offerKnown(scan, core)
  if (item && (state !== 'identified' || item.identification.rma !== undefined))
    return onReturn?.kind === 'expected'
  if (item && item.identification.candidates.length > 0) return false
  return plate !== undefined || isKnown(scan, core)
}

/** On an unattended lane every item is taken; else a person is told of a code that nobody knows. */
function isKnown(scan: Scan, core: LaneCore): boolean {
  const { ports, state } = core
  if (ports.config.lane.confirm === 'never') return true
  const { reading, candidates } = identify(scan, ports.catalogue)
  if (candidates.length === 0 && state === 'scan') core.say('camera_unknown', reading.display.slice(0, 60))
  return candidates.length > 0
}

/**
 * The item on the lane is called something nobody knows, and the photograph taken of it shows a code somebody knows: the
 * person decides whether that is the item. Of several such codes the first stands.
 */
function offerKnown(scan: Scan, core: LaneCore): void {
  const { item, ports } = core
  if (!item?.identified || item.record || core.offered || skuOf(item.identified.item)) return
  const { reading, candidates, rma } = identify(scan, ports.catalogue)
  const [first] = candidates
  // The return it was taken out of is known already.
  if (!first || (rma !== undefined && rma === item.identification.rma)) return
  const title = rma ?? skuOf(first.item)?.title ?? reading.display
  core.offer({ item: item.scanned.id, scan, code: reading.display.slice(0, 60), title })
}
