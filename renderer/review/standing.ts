import type { ReviewItem } from '../../main/api/views.ts'
import type { Disposition, Grade } from '../../main/inspection/record.ts'
import { isVoided } from '../../main/inspection/voided.ts'

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

/** What of an item is told first: that it waits, that it is decided, or that it is decided and its label is void. */
export function stateOf({ open, corrections }: Pick<ReviewItem, 'open' | 'corrections'>) {
  if (open) return 'waits'
  return isVoided(corrections) ? 'voided' : 'decided'
}

/** What may be done with the label of an item in that state. */
export const labelActs = {
  waits: { reprint: true, void: false },
  decided: { reprint: true, void: true },
  voided: { reprint: false, void: false },
} as const
