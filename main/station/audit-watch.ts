import type { Ledger } from '../../sync/ledger/port.ts'

/** Entries that are verified at start at once, about 20 ms a thousand on the lane's own thread; longer trails wait for the night shift. */
const atOnce = 2000

type Verdict = { readonly ok: boolean; readonly entries: number }

/** What is known of the audit trail: verifying a long one takes seconds, so screens see the last verdict. */
export class AuditWatch {
  readonly #ledger: Ledger
  #verdict: Verdict

  constructor(ledger: Ledger) {
    this.#ledger = ledger
    const entries = ledger.auditTrail(1)[0]?.index ?? 0
    this.#verdict = { ok: true, entries }
    if (entries <= atOnce) this.verify()
  }

  get verdict(): Verdict {
    return this.#verdict
  }

  /** Walks the whole chain; `entries` of a broken one is the first index that does not fit. */
  verify(): Verdict {
    const walked = this.#ledger.verifyAudit()
    this.#verdict = walked.ok ? { ok: true, entries: walked.entries } : { ok: false, entries: walked.index }
    return this.#verdict
  }
}
