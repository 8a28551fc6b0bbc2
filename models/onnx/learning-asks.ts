import type { Frame } from '../../main/kernel/frame.ts'
import type { HeadState, ItemFeatures, LearntGrade } from '../../main/kernel/learnt.ts'
import type { Asks, Otherwise } from './asks.ts'

/** A question without its answer has none: the item goes on. */
function otherwise(deadlineMs: number): Otherwise {
  const none = () => ({ told: 'features', item: undefined }) as const
  return { deadlineMs, late: none, fallen: none }
}

export async function featuresOf(
  asks: Asks,
  frames: readonly Frame[],
  deadlineMs: number,
): Promise<ItemFeatures | undefined> {
  const answer = await asks.put({ kind: 'features', frames }, otherwise(deadlineMs))
  return 'told' in answer && answer.told === 'features' ? answer.item : undefined
}

export async function gradeOf(
  asks: Asks,
  item: ItemFeatures,
  deadlineMs: number,
): Promise<LearntGrade | undefined> {
  const answer = await asks.put({ kind: 'grade', item }, otherwise(deadlineMs))
  return 'told' in answer && answer.told === 'grade' ? answer.grade : undefined
}

export async function headOf(asks: Asks, deadlineMs: number): Promise<HeadState> {
  const answer = await asks.put({ kind: 'head' }, otherwise(deadlineMs))
  return 'told' in answer && answer.told === 'head' ? answer.head : { kind: 'unknown' }
}
