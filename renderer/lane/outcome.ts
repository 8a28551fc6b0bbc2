import type { LaneView, LastView } from '../../main/api/views.ts'
import type { Disposition, Grade } from '../../main/inspection/record.ts'

/** What the big sign says. */
export interface Outcome {
  readonly id: string
  readonly disposition: Disposition
  readonly grade: Grade
  readonly held: boolean
  readonly label: LastView['label'] | undefined
}

/** The item just decided while it is being written and printed, and afterwards the last one. */
export function outcomeOf(view: LaneView): Outcome | undefined {
  const { item, last } = view
  if (item?.decision) {
    const { disposition, grade, held } = item.decision
    const label = last?.id === item.id ? last.label : undefined
    return { id: item.id, disposition: held ? 'quarantine' : disposition, grade, held, label }
  }
  if (!['scan', 'printing', 'verifying'].includes(view.state) || !last) return undefined
  return { ...last, disposition: last.held ? 'quarantine' : last.disposition }
}
