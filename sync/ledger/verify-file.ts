import Sqlite from 'better-sqlite3'
import { sqliteFault } from '../sqlite/faults.ts'
import type { Ledger } from './port.ts'
import { ledgerKind } from './schema.ts'
import { auditWalk } from './verify-audit.ts'

/** Entries between two breaths, about 10 ms of work. */
const atOnce = 500

/**
 * verifyAudit() of a ledger's file beside the connection that works with it: a long trail takes seconds, so it lets everybody
 * else have a turn (`breathe`) every few entries. It sees the trail as it was when it began.
 */
export async function verifyAuditOf(
  file: string,
  breathe: () => Promise<void>,
): Promise<ReturnType<Ledger['verifyAudit']>> {
  const kind = ledgerKind(file)
  try {
    const db = new Sqlite(file, { readonly: true })
    try {
      const walk = auditWalk(db)()
      for (let entries = 1; ; entries += 1) {
        const { done, value } = walk.next()
        if (done) return value
        if (entries % atOnce === 0) await breathe()
      }
    } finally {
      db.close()
    }
  } catch (thrown) {
    throw sqliteFault(thrown, kind)
  }
}
