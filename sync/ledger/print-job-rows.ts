import type { LedgerContext } from './context.ts'
import type { PrintJob, PrintJobState } from './port.ts'

interface Row {
  readonly id: string
  readonly inspection: string
  readonly zpl: string
  readonly state: PrintJobState
  readonly attempts: number
  readonly reprint_reason: string | null
  readonly last_fault: string | null
}

const rows = `
  SELECT j.id, i.id AS inspection, coalesce(j.zpl, i.record ->> '$.label.zpl') AS zpl,
    j.state, j.attempts, j.reprint_reason, j.last_fault
  FROM print_jobs j JOIN inspections i ON i.n = j.inspection`

/** Print jobs as others see them. */
export function printJobRows({ db }: LedgerContext) {
  const byNumber = db.prepare<[number], Row>(`${rows} WHERE j.n = ?`)
  const byId = db.prepare<[string], Row>(`${rows} WHERE j.id = ?`)
  const byState = db.prepare<[PrintJobState, number], Row>(`${rows} WHERE j.state = ? ORDER BY j.n LIMIT ?`)
  const first = db
    .prepare<[number], string>('SELECT id FROM print_jobs WHERE inspection = ? ORDER BY n LIMIT 1')
    .pluck()
  const newest = db
    .prepare<[number], PrintJobState>(
      "SELECT state FROM print_jobs WHERE inspection = ? AND state <> 'cancelled' ORDER BY n DESC LIMIT 1",
    )
    .pluck()
  const waiting = db.prepare<[], number>("SELECT count(*) FROM print_jobs WHERE state = 'waiting'").pluck()
  return {
    numbered: (n: number): PrintJob | undefined => jobOf(byNumber.get(n)),
    find: (id: string): PrintJob | undefined => jobOf(byId.get(id)),
    /** Oldest first. */
    inState: (state: PrintJobState, limit: number): readonly PrintJob[] =>
      byState.all(state, limit).map((row) => jobOf(row)),
    /** Id of the first label of inspection `n`. */
    firstOf: (n: number): string => first.get(n) ?? '',
    /** Whether the newest label of inspection `n` is printed. */
    printed: (n: number): boolean => newest.get(n) === 'printed',
    waiting: (): number => waiting.get() ?? 0,
  }
}

function jobOf(row: Row): PrintJob
function jobOf(row: Row | undefined): PrintJob | undefined
function jobOf(row: Row | undefined): PrintJob | undefined {
  if (!row) return undefined
  const { reprint_reason, last_fault, ...job } = row
  return {
    ...job,
    ...(reprint_reason === null ? {} : { reprintReason: reprint_reason }),
    ...(last_fault === null ? {} : { lastFault: last_fault }),
  }
}
