import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { Fault } from '../../../main/kernel/fault.ts'
import * as stations from './migrations/001-stations.ts'
import * as events from './migrations/002-events.ts'
import * as catalogue from './migrations/003-catalogue.ts'
import * as reportIndexes from './migrations/004-report-indexes.ts'
import type { Tables } from './tables.ts'

/** All steps of the schema, in the order of their names. A step once released is never changed. */
export const migrations = {
  '001-stations': stations,
  '002-events': events,
  '003-catalogue': catalogue,
  '004-report-indexes': reportIndexes,
}

/** Brings the schema to this version. A database that knows steps this version does not is Fault CENTRAL_TOO_NEW. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error === undefined) return
  const message = error instanceof Error ? error.message : String(error)
  const unknown = /previously executed migration (\S+) is missing/.exec(message)?.[1]
  if (unknown)
    throw new Fault('CENTRAL_TOO_NEW', `the database has the step ${unknown}, unknown to this version`, error)
  throw new Fault('CENTRAL_CORRUPT', `the schema cannot be brought up to date: ${message}`, error)
}
