import type { ReviewItem } from '../../main/api/views.ts'
import type { Disposition, Grade } from '../../main/inspection/record.ts'

/** A grade and a place to go. */
export interface Standing {
  readonly disposition: Disposition
  readonly grade: Grade
}

/** What confirming says yes to: the last word of a person, else what the station proposed (a held item's own decision is only to wait). */
export function standingOf({ record, corrections }: Pick<ReviewItem, 'record' | 'corrections'>): Standing {
  const said = corrections.findLast(({ kind }) => kind === 'confirmed' || kind === 'overridden')
  if (said) return { disposition: said.disposition, grade: said.grade }
  const wanted = record.decision.override?.to
  if (wanted) return wanted
  if (record.decision.held) return { disposition: record.proposal.choice, grade: record.verdict.grade }
  return { disposition: record.decision.disposition, grade: record.decision.grade }
}
