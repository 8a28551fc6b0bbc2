import { type MemoryWord, unitsThatCount } from '../kernel/finding.ts'
import { skuOf } from './item-facts.ts'
import type { Policy } from './policy.ts'
import { reason } from './reasons.ts'
import { countedFindings, findingsOf, type Inferred, type Reason } from './record.ts'

/** What whole units of the same SKU say of an item, view by view; nothing where nobody asked them. */
export function memoryReasons(item: Inferred): readonly Reason[] {
  const words = wordsOf(item)
  if (words?.length === 0) return skuOf(item.item) ? [reason('memory_none', {})] : []
  return (words ?? []).map((word) => reasonOf(word, placesOf(word, item)))
}

/** The views that differ from whole units where no finding that counts says how. */
export function unexplained(item: Inferred, policy: Policy): readonly Reason[] {
  const explained = countedFindings(item).filter(({ score }) => score >= policy.thresholds.findingScore)
  return (wordsOf(item) ?? [])
    .filter(({ different, role }) => different && !explained.some(({ view }) => view?.role === role))
    .map(({ role, units }) => reason('memory_unexplained', { role, units }))
}

function wordsOf({ inspect, inference }: Inferred): readonly MemoryWord[] | undefined {
  return inspect && inference.status === 'done' ? inference.memory : undefined
}

function reasonOf({ role, units, says, different, falseAlarms }: MemoryWord, places: number): Reason {
  if (says !== 'verdict')
    return units < unitsThatCount
      ? reason('memory_few', { role, units, wanted: unitsThatCount, places })
      : reason('memory_pose', { role, units, places })
  // rounded up: a promise must hold
  const alarms = Math.ceil((falseAlarms?.high ?? 1) * 100)
  if (!different) return reason('memory_same', { role, units, alarms })
  return reason('memory_different', { role, units, alarms, places: Math.max(1, places) })
}

/** What the model found on the view, or where the memory says it differs: whichever tells more places. */
function placesOf({ role, places }: MemoryWord, item: Inferred): number {
  const found = findingsOf(item).filter(({ view }) => view?.role === role).length
  return Math.max(found, places?.length ?? 0)
}
