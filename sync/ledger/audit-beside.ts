import type { Clock } from '../../main/kernel/clock.ts'
import { noHook } from '../../main/kernel/steps.ts'
import { sqliteFault } from '../sqlite/faults.ts'
import { openDatabase } from '../sqlite/open.ts'
import { auditTrail } from './audit.ts'
import { contextOf } from './context.ts'
import type { Ledger } from './port.ts'
import { ledgerKind } from './schema.ts'

/**
 * Adds one line to a ledger's audit trail from another process than the station's, which may be working meanwhile; makes the
 * ledger where there is none. Unlike openLedger it touches nothing else: a label that is being sent stays so. Faults as there.
 */
export function auditBeside(file: string, clock: Clock, entry: Parameters<Ledger['audit']>[0]): void {
  const db = openDatabase(ledgerKind(file))
  try {
    // a line needs no id of its own
    const context = contextOf({ db, clock, newId: () => '', hook: noHook })
    const trail = auditTrail(context)
    context.write(() => void trail.append(entry))
  } catch (thrown) {
    throw sqliteFault(thrown, ledgerKind(file))
  } finally {
    db.close()
  }
}
