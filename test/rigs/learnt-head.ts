import type { ItemFeatures } from '../../main/kernel/learnt.ts'
import { type HeadPack, headPack } from '../../models/learning/head-pack.ts'
import { learn } from '../../models/learning/learn.ts'
import { diceOf } from '../../models/learning/measures.ts'
import type { ConfirmedDecision } from '../../models/learning/port.ts'

/** Decisions around an item's features that a head learns perfectly: worse items lie farther along every second number. */
export function decisionsAround({ values }: Pick<ItemFeatures, 'values'>, count = 200): ConfirmedDecision[] {
  const dice = diceOf(3)
  return Array.from({ length: count }, (_, i) => {
    const grade = i % 5
    const features = values.map((value, k) => value + dice() - 0.5 + (k % 2 === 0 ? grade : 0))
    return { grade, unit: `unit ${i}`, session: `day ${Math.floor(i / 20)}`, features }
  })
}

/** A head that has earned its promise on features like these. */
export function headFor(item: ItemFeatures, name = 'grades-1'): HeadPack {
  const { head, report } = learn(decisionsAround(item))
  if (!head || report.silent.length > 0) throw new Error(`no head: ${JSON.stringify(report.silent)}`)
  return headPack(head, report, { name, version: '1.0.0', at: 0, features: item })
}
