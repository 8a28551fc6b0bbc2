import { backupOf } from '../sqlite/backup.ts'
import { ledgerKind } from './schema.ts'

/** Copies a ledger to `to`, also while the station works with it; see sqlite/backup.ts. A damaged one is Fault LEDGER_CORRUPT. */
export function backup(ledgerFile: string, to: string): Promise<void> {
  return backupOf(ledgerKind(ledgerFile), to)
}
