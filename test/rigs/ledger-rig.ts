import { onTestFinished } from 'vitest'
import type { DurableStep } from '../../main/kernel/steps.ts'
import { ledgerOn } from '../../sync/ledger/ledger.ts'
import type { Ledger } from '../../sync/ledger/port.ts'
import { ledgerKind } from '../../sync/ledger/schema.ts'
import { type Database, inMemory } from '../../sync/sqlite/database.ts'
import { openDatabase } from '../../sync/sqlite/open.ts'
import { type HandClock, handClock } from './hand-clock.ts'
import { idsOf } from './seeded.ts'

/** A ledger under test with its clock, its database, and power that can be cut. */
export interface LedgerRig {
  readonly ledger: Ledger
  readonly db: Database
  readonly clock: HandClock
  /** Durable steps passed so far. */
  readonly steps: DurableStep[]
  /** Throws at the next passing of this step, once. */
  cutAt(step: DurableStep): void
}

/** What is thrown where the power is cut. */
export class PowerCut extends Error {}

/** Opens a ledger in a file, or in memory; it is closed when the test is over. */
export function ledgerRig(file = inMemory, seed = 1): LedgerRig {
  const clock = handClock()
  const steps: DurableStep[] = []
  let cut: DurableStep | undefined
  const hook = (step: DurableStep) => {
    steps.push(step)
    if (step !== cut) return
    cut = undefined
    throw new PowerCut(step)
  }
  const db = openDatabase(ledgerKind(file))
  const ledger = ledgerOn(db, { file, clock, newId: idsOf(seed), hook })
  onTestFinished(() => ledger.close())
  return {
    ledger,
    db,
    clock,
    steps,
    cutAt(step) {
      cut = step
    },
  }
}

/** Everything a ledger shows, to compare it before and after. */
export function shownBy(ledger: Ledger) {
  return {
    rows: ledger.list({}, 10_000),
    events: ledger.eventsAfter(0, 100_000),
    acknowledged: ledger.acknowledged(),
    jobs: (['waiting', 'sending', 'printed', 'cancelled'] as const).map((state) =>
      ledger.jobs(state, 10_000),
    ),
    trail: ledger.auditTrail(100_000),
    staff: ledger.staff(),
  }
}
