import type { LedgerParts } from './parts.ts'
import type { Ledger } from './port.ts'

/** The uplink's side of the ledger. */
export function sending(
  parts: LedgerParts,
): Pick<Ledger, 'unsent' | 'eventsAfter' | 'acknowledge' | 'acknowledged'> {
  const { events, acknowledged } = parts
  return {
    unsent: (limit) => events.after(acknowledged.read(), limit),
    eventsAfter: events.after,
    acknowledge: acknowledged.raise,
    acknowledged: acknowledged.read,
  }
}
