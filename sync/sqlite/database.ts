import type Sqlite from 'better-sqlite3'

/** One open SQLite connection. */
export type Database = Sqlite.Database

/** A file holding a database, and what to call it when it has to be named to a person. */
export interface DatabaseFile {
  readonly file: string
  readonly what: 'ledger' | 'catalogue' | 'memory'
}

/** The name of a database that lives in memory and ends with its connection. */
export const inMemory = ':memory:'
