import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import type { Clock } from '../../main/kernel/clock.ts'
import { Fault } from '../../main/kernel/fault.ts'
import { noHook, type StepHook } from '../../main/kernel/steps.ts'
import { type Database, inMemory } from '../sqlite/database.ts'
import { guard } from '../sqlite/guard.ts'
import { openFor } from '../sqlite/open.ts'
import { transactions } from '../sqlite/transaction.ts'
import { lineBook } from './lines.ts'
import type { Catalogue } from './port.ts'
import { pulledMark } from './pulled.ts'
import { catalogueKind } from './schema.ts'
import { skuSearch } from './search.ts'
import { skuBook } from './skus.ts'

/** What a catalogue is opened with; `file` may be `:memory:`, the clock names what is set aside. */
export interface CatalogueOptions {
  readonly file: string
  readonly clock: Clock
  readonly hook?: StepHook
}

/**
 * Opens the local catalogue, making the file where there is none. A damaged one, or one of a newer version, is set aside
 * and an empty one takes its place: its cursor is 0, so central sends everything again.
 */
export function openCatalogue(options: CatalogueOptions): Catalogue {
  const { file, clock, hook = noHook } = options
  if (existsSync(markOf(file))) setAside(file, clock.now())
  const open = () => openFor(catalogueKind(file), (db) => catalogueOn(db, file, hook))
  try {
    return open()
  } catch (thrown) {
    if (!beyondUse(thrown)) throw thrown
    setAside(file, clock.now())
    return open()
  }
}

/** The catalogue over a database that is open and migrated already; it closes it. */
export function catalogueOn(db: Database, file: string, hook: StepHook): Catalogue {
  const skus = skuBook(db)
  const lines = lineBook(db)
  const pulled = pulledMark(db)
  const transact = transactions(db, { begin: () => hook('catalogue:apply'), commit() {} })
  const catalogue: Catalogue = {
    skuByGtin: skus.byGtin,
    sku: skus.bySku,
    linesByReference: lines.byReference,
    linesBySku: lines.bySku,
    search: skuSearch(db),
    apply: (batch) =>
      transact(() => {
        // A page from before the cursor is a late repeat: it would undo what came since.
        if (batch.cursor < pulled.cursor()) return
        for (const sku of batch.removedSkus) skus.remove(sku)
        for (const line of batch.removedLines) lines.remove(line)
        for (const sku of batch.skus) skus.save(sku)
        for (const line of batch.lines) lines.save(line)
        pulled.moveTo(batch.cursor)
      }),
    cursor: pulled.cursor,
    count: pulled.count,
    close: () => void db.close(),
  }
  return guard(catalogue, catalogueKind(file), (fault) => {
    if (file !== inMemory && beyondUse(fault)) writeFileSync(markOf(file), '')
  })
}

/** A file beside the catalogue that says damage was met while reading: not every start looks at every page. */
function markOf(file: string): string {
  return `${file}.damaged`
}

function beyondUse(thrown: unknown): boolean {
  return thrown instanceof Fault && (thrown.code === 'CATALOGUE_CORRUPT' || thrown.code === 'LEDGER_TOO_NEW')
}

function setAside(file: string, now: number): void {
  if (existsSync(file)) renameSync(file, `${file}.damaged-${now}`)
  for (const left of [`${file}-wal`, `${file}-shm`, markOf(file)]) rmSync(left, { force: true })
}
