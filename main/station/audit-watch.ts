import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Ledger } from '../../sync/ledger/port.ts'
import { verifyAuditOf } from '../../sync/ledger/verify-file.ts'
import type { HealthView } from '../api/views.ts'

/** Entries that are verified at start at once, about 20 ms a thousand on the lane's own thread; longer trails wait for the night shift. */
const atOnce = 2000

type Verdict = HealthView['audit']

/** What is known of the audit trail: verifying a long one takes seconds, so screens see the last verdict. */
export class AuditWatch {
  readonly #file: string
  #verdict: Verdict

  constructor(ledger: Pick<Ledger, 'auditTrail' | 'verifyAudit'>, file: string) {
    this.#file = file
    const entries = ledger.auditTrail(1)[0]?.index ?? 0
    this.#verdict = entries > atOnce ? { state: 'unverified', entries } : verdictOf(ledger.verifyAudit())
  }

  /** `unverified` until somebody has looked since this start. */
  get verdict(): Verdict {
    return this.#verdict
  }

  /** Walks the whole chain, while others have their turn. */
  async verify(): Promise<Verdict> {
    this.#verdict = verdictOf(await verifyAuditOf(this.#file, nextTurn))
    return this.#verdict
  }
}

/** `entries` of a broken trail is the first index that does not fit. */
function verdictOf(walked: ReturnType<Ledger['verifyAudit']>): Verdict {
  return walked.ok
    ? { state: 'unbroken', entries: walked.entries }
    : { state: 'broken', entries: walked.index }
}
