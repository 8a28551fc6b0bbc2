import type { LedgerContext } from './context.ts'

/** A job that came to nothing waits again, unless a newer label of the item took its place. */
const waitAgain = "state = CASE outdated WHEN 1 THEN 'cancelled' ELSE 'waiting' END"

/** What happens to labels to print. */
export function printJobs({ db, newId, hook }: LedgerContext) {
  const insert = db.prepare<[string, number, string | null, string | null]>(
    "INSERT INTO print_jobs (id, inspection, zpl, reprint_reason, state) VALUES (?, ?, ?, ?, 'waiting')",
  )
  const outdate = db.prepare<[number]>(`
    UPDATE print_jobs SET outdated = 1, state = CASE state WHEN 'waiting' THEN 'cancelled' ELSE state END
    WHERE inspection = ? AND state IN ('waiting', 'sending')`)
  const take = db
    .prepare<[], number>(`
      UPDATE print_jobs SET state = 'sending', attempts = attempts + 1
      WHERE n = (SELECT n FROM print_jobs WHERE state = 'waiting' ORDER BY n LIMIT 1) RETURNING n`)
    .pluck()
  const done = db.prepare<[string]>("UPDATE print_jobs SET state = 'printed', last_fault = NULL WHERE id = ?")
  const failed = db.prepare<[string, string]>(
    `UPDATE print_jobs SET last_fault = ?, ${waitAgain} WHERE id = ? AND state = 'sending'`,
  )
  const reset = db.prepare(`UPDATE print_jobs SET ${waitAgain} WHERE state = 'sending'`)
  return {
    /** Queues a label of inspection `n` within the present transaction; without `label` it is the one in the record. */
    add(n: number, label?: { readonly zpl: string; readonly reason: string }): string {
      hook('ledger:print-job')
      const id = newId()
      insert.run(id, n, label?.zpl ?? null, label?.reason ?? null)
      return id
    },
    /** Labels of inspection `n` not yet printed are not to be printed any more. */
    outdate: (n: number) => void outdate.run(n),
    /** Number of the oldest waiting job, durably marked as sending. */
    take(): number | undefined {
      hook('print:take')
      return take.get()
    },
    done: (id: string) => void done.run(id),
    failed: (id: string, fault: string) => void failed.run(fault, id),
    /** For a start: what was being sent when the station died. */
    reset: () => void reset.run(),
  }
}
