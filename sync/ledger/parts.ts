import { acknowledgedMark } from './acknowledged.ts'
import { auditTrail } from './audit.ts'
import type { LedgerContext } from './context.ts'
import { corrections } from './corrections.ts'
import { inspections } from './inspections.ts'
import { outbox } from './outbox.ts'
import { printJobRows } from './print-job-rows.ts'
import { printJobs } from './print-jobs.ts'

/** The parts of a ledger that share transactions, each with its statements prepared. */
export function partsOf(context: LedgerContext) {
  const events = outbox(context)
  return {
    ...context,
    inspections: inspections(context),
    corrections: corrections(context),
    jobs: printJobs(context),
    jobRows: printJobRows(context),
    events,
    acknowledged: acknowledgedMark(context, events.newest),
    trail: auditTrail(context),
  }
}
export type LedgerParts = ReturnType<typeof partsOf>
