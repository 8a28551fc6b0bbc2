import { createHash } from 'node:crypto'
import type { LedgerContext } from './context.ts'
import type { AuditEntry, Ledger } from './port.ts'

/** The hash the first entry builds on. */
export const genesis = '0'.repeat(64)

/** The chain's link: SHA-256 over the hash before and every field of the entry, as a JSON list. */
export function linkOf(before: string, entry: Omit<AuditEntry, 'hash'>): string {
  const { index, at, actor, action, subject, detail } = entry
  return sha256(JSON.stringify([before, index, at, actor, action, subject, detail]))
}

/** How an entry's detail names the recorded JSON it stands for, so that the chain covers it too. */
export function detailOf(json: string): string {
  return `sha256:${sha256(json)}`
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** The audit trail as parts of the ledger use it. */
export function auditTrail({ db, clock, hook }: LedgerContext) {
  const last = db.prepare<[], { idx: number; hash: string }>(
    'SELECT idx, hash FROM audit WHERE idx = (SELECT max(idx) FROM audit)',
  )
  const insert = db.prepare(
    'INSERT INTO audit (idx, at, actor, action, subject, detail, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const page = db.prepare<[number, number], AuditEntry>(
    'SELECT idx AS "index", at, actor, action, subject, detail, hash FROM audit WHERE idx < ? ORDER BY idx DESC LIMIT ?',
  )
  return {
    /** Adds an entry within the present transaction and gives its index. */
    append(entry: Parameters<Ledger['audit']>[0]): number {
      hook('ledger:audit')
      const { idx, hash } = last.get() ?? { idx: 0, hash: genesis }
      const index = idx + 1
      const at = clock.now()
      const { actor, action, subject, detail } = entry
      insert.run(index, at, actor, action, subject, detail, linkOf(hash, { ...entry, index, at }))
      return index
    },
    page: (limit: number, before = Number.MAX_SAFE_INTEGER): readonly AuditEntry[] => page.all(before, limit),
  }
}
