import type { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely'
import { migrate } from './migrate.ts'
import { pgliteIn } from './pglite.ts'
import { postgresAt } from './postgres.ts'
import type { Tables } from './tables.ts'

/** Where the database is: a PostgreSQL, PGlite in a folder, or a PGlite somebody opened. */
export type DatabasePlace =
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'pglite'; readonly pglite: PGlite }

export type CentralDatabase = Kysely<Tables>

/** Opens the database and brings its schema to this version; `destroy()` closes it. Faults are CENTRAL_CORRUPT, CENTRAL_TOO_NEW. */
export async function openDatabase(place: DatabasePlace): Promise<CentralDatabase> {
  const db = new Kysely<Tables>({ dialect: await dialectOf(place) })
  try {
    await migrate(db)
    return db
  } catch (thrown) {
    await db.destroy()
    throw thrown
  }
}

async function dialectOf(place: DatabasePlace): Promise<PostgresDialect | PGliteDialect> {
  if (place.kind === 'postgres') return new PostgresDialect({ pool: await postgresAt(place.url) })
  const pglite = place.kind === 'folder' ? await pgliteIn(place.folder) : place.pglite
  return new PGliteDialect({ pglite })
}
