import type { Clock } from '../../main/kernel/clock.ts'
import type { NewId } from '../../main/kernel/ids.ts'
import type { StepHook } from '../../main/kernel/steps.ts'
import type { Database } from '../sqlite/database.ts'
import { type Transact, transactions } from '../sqlite/transaction.ts'

/** What every part of the ledger works with. */
export interface LedgerContext {
  readonly db: Database
  readonly clock: Clock
  readonly newId: NewId
  readonly hook: StepHook
  /** One durable transaction around the work. */
  readonly write: Transact
}

/** Adds the transaction runner, with its two named steps, to what a ledger was opened with. */
export function contextOf(means: Omit<LedgerContext, 'write'>): LedgerContext {
  const { db, hook } = means
  const begin = () => hook('ledger:begin')
  const commit = () => hook('ledger:commit')
  return { ...means, write: transactions(db, { begin, commit }) }
}
