import type { Database } from './database.ts'
import { transactions } from './transaction.ts'

/** One step of a schema: the statements that lead from the version before to this one. */
export interface Migration {
  /** 1 for the first, then without gaps; SQLite keeps it as user_version. */
  readonly version: number
  readonly sql: string
}

/** The schema version a database file says it has; 0 for a fresh one. */
export function versionOf(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }))
}

/** Brings a database to the newest version, one transaction a migration, so a cut leaves it at a whole version. */
export function migrate(db: Database, migrations: readonly Migration[]): void {
  const transact = transactions(db)
  for (const { version, sql } of migrations.filter((migration) => migration.version > versionOf(db)))
    transact(() => {
      db.exec(sql)
      db.pragma(`user_version = ${version}`)
    })
}
