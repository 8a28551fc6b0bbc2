import type { Decided, Decision, Disposition, Grade, Override, Proposed, StaffId } from './record.ts'

/** What a person wants instead of the proposal, and why. */
export interface Change {
  readonly disposition: Disposition
  readonly grade: Grade
  readonly reasonCode: string
  readonly note: string
}

/** Who settles an item and when (milliseconds since the epoch); `auto` when nobody was asked. */
export interface Settling {
  readonly by: 'auto' | StaffId
  readonly at: number
  readonly change?: Change
}

/**
 * The decision that follows from a proposal. What a supervisor must see is held, and so is what nobody was asked about
 * unless it may be decided automatically: a held item is in quarantine until somebody says otherwise.
 */
export function settle(item: Proposed, { by, at, change }: Settling): Decided {
  const { proposal, verdict } = item
  const from = { disposition: proposal.choice, grade: verdict.grade }
  const to = change ? { disposition: change.disposition, grade: change.grade } : from
  const held = proposal.decidedBy === 'supervisor' || (by === 'auto' && proposal.decidedBy !== 'auto')
  const override: Override | undefined = change && {
    by,
    from,
    to,
    reasonCode: change.reasonCode,
    note: change.note,
  }
  const decision: Decision = {
    disposition: held ? 'quarantine' : to.disposition,
    grade: to.grade,
    by,
    held,
    at,
    ...(override ? { override } : {}),
  }
  return { ...item, decision }
}
