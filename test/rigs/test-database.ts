import type { PGlite } from '@electric-sql/pglite'
import { Client } from 'pg'
import type { DatabasePlace } from '../../sync/central/database/open-database.ts'
import { quickPGlite } from './quick-pglite.ts'

/** A PostgreSQL on which a test may make and drop databases, for example postgres://postgres@127.0.0.1:5432/postgres. */
export const postgresVariable = 'REGRADE_TEST_DATABASE_URL'

/** Embedded databases nobody uses now; starting one takes a second, emptying one does not. */
const idle: PGlite[] = []

/** A database of a test's own: on the PostgreSQL that the variable names, else an embedded one in memory. */
export async function testDatabase(): Promise<{ place: DatabasePlace; drop(): Promise<void> }> {
  const server = process.env[postgresVariable]
  if (!server) {
    const { pglite, drop } = await embeddedDatabase()
    return { place: { kind: 'pglite', pglite }, drop }
  }
  const name = `regrade_test_${process.pid}_${Math.random().toString(36).slice(2)}`
  const url = new URL(server)
  url.pathname = `/${name}`
  await run(server, `create database ${name}`)
  return { place: { kind: 'postgres', url: url.href }, drop: () => run(server, `drop database ${name}`) }
}

/** An empty embedded database; whoever closes it leaves it to the next. */
export async function embeddedDatabase(): Promise<{ pglite: PGlite; drop(): Promise<void> }> {
  const pglite = idle.pop() ?? (await quickPGlite())
  return {
    pglite: keptOpen(pglite),
    async drop() {
      await pglite.exec('drop schema public cascade; create schema public')
      idle.push(pglite)
    },
  }
}

/** The same database to whoever ends with closing it. */
function keptOpen(pglite: PGlite): PGlite {
  return new Proxy(pglite, {
    get(target, key) {
      if (key === 'close') return async () => {}
      const value: unknown = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

async function run(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server })
  await client.connect()
  await client.query(statement)
  await client.end()
}
