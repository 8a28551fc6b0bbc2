import { counting } from './counts.ts'
import { listing } from './list.ts'
import type { LedgerParts } from './parts.ts'
import type { Ledger, LedgerRow } from './port.ts'

/** What screens and the evidence sweep read. */
export function reading(
  parts: LedgerParts,
): Pick<Ledger, 'find' | 'list' | 'counts' | 'namesEvidence' | 'evidenceSpent'> {
  const { inspections, jobRows, events, acknowledged } = parts
  const list = listing(parts)
  const count = counting(parts)
  return {
    find(id) {
      const receipt = inspections.receiptOf(id)
      return receipt && rowOf(parts, receipt.n)
    },
    list(filter, limit, after) {
      const before = after === undefined ? Number.MAX_SAFE_INTEGER : (inspections.receiptOf(after)?.n ?? 0)
      return list(filter, limit, before).map((n) => rowOf(parts, n))
    },
    counts: () => ({
      open: count.open(),
      waitingJobs: jobRows.waiting(),
      unsent: events.newest() - acknowledged.read(),
      today: count.today(),
    }),
    namesEvidence: inspections.namesEvidence,
    evidenceSpent: inspections.evidenceSpent,
  }
}

function rowOf({ inspections, corrections, jobRows }: LedgerParts, n: number): LedgerRow {
  return {
    record: inspections.read(n),
    corrections: corrections.of(n),
    open: inspections.open(n),
    printed: jobRows.printed(n),
  }
}
