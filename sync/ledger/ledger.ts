import type { Clock } from '../../main/kernel/clock.ts'
import type { NewId } from '../../main/kernel/ids.ts'
import { noHook, type StepHook } from '../../main/kernel/steps.ts'
import type { Database } from '../sqlite/database.ts'
import { guard } from '../sqlite/guard.ts'
import { openFor } from '../sqlite/open.ts'
import { contextOf } from './context.ts'
import { featuresBook } from './features-book.ts'
import { house } from './house.ts'
import { partsOf } from './parts.ts'
import type { Ledger } from './port.ts'
import { printing } from './printing.ts'
import { reading } from './reading.ts'
import { recording } from './recording.ts'
import { ledgerKind } from './schema.ts'
import { sending } from './sending.ts'
import { shadowBook } from './shadow-book.ts'

/** What a ledger is opened with; `file` may be `:memory:`, `hook` is for tests that cut the power. */
export interface LedgerOptions {
  readonly file: string
  readonly clock: Clock
  readonly newId: NewId
  readonly hook?: StepHook
}

/**
 * Opens the station's ledger, making the file where there is none; labels taken but not printed wait again.
 * Faults: LEDGER_CORRUPT, LEDGER_TOO_NEW, LEDGER_BUSY, DATA_UNWRITABLE, DISK_FULL, DISK_ERROR.
 */
export function openLedger(options: LedgerOptions): Ledger {
  return openFor(ledgerKind(options.file), (db) => ledgerOn(db, options))
}

/** The ledger over a database that is open and migrated already; it closes it. */
export function ledgerOn(db: Database, { file, clock, newId, hook = noHook }: LedgerOptions): Ledger {
  const parts = partsOf(contextOf({ db, clock, newId, hook }))
  const ledger: Ledger = {
    ...recording(parts),
    ...printing(parts),
    ...sending(parts),
    ...reading(parts),
    ...house(parts),
    ...shadowBook(parts),
    ...featuresBook(parts),
    close: () => void db.close(),
  }
  parts.jobs.reset()
  return guard(ledger, ledgerKind(file))
}
