import type { LikenessWord } from '../kernel/finding.ts'
import { skuOf } from './item-facts.ts'
import { reason } from './reasons.ts'
import type { Inferred, Reason } from './record.ts'

/** What is told and weighs nothing: the item looks like another SKU, by units too few for a promise. */
export function likenessReasons(item: Inferred): readonly Reason[] {
  const word = doubtIn(item)
  if (word?.says !== 'hint') return []
  const { units } = word
  return [reason('likeness_hint', { ...namesOf(item, word), units })]
}

/** Why a person looks: the item looks like another SKU, by units enough for a promise. */
export function likenessDoubts(item: Inferred): readonly Reason[] {
  const word = doubtIn(item)
  if (word?.says !== 'verdict') return []
  const { units, falseAlarms } = word
  // rounded up: a promise must hold
  return [
    reason('likeness_other', { ...namesOf(item, word), units, alarms: Math.ceil(falseAlarms.high * 100) }),
  ]
}

function doubtIn({ inspect, inference }: Inferred): LikenessWord | undefined {
  const word = inspect && inference.status === 'done' ? inference.likeness : undefined
  return word?.doubted ? word : undefined
}

function namesOf(item: Inferred, { sku, title }: LikenessWord): { sku: string; other: string } {
  return { sku: skuOf(item.item)?.sku ?? '–', other: title ? `${sku} (${title})` : sku }
}
