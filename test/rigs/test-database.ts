import { Client } from 'pg'
import type { DatabasePlace } from '../../sync/central/database/open-database.ts'
import { quickPGlite } from './quick-pglite.ts'

/** A PostgreSQL on which a test may make and drop databases, for example postgres://postgres@127.0.0.1:5432/postgres. */
export const postgresVariable = 'REGRADE_TEST_DATABASE_URL'

/** A database of a test's own: on the PostgreSQL that the variable names, else an embedded one in memory. */
export async function testDatabase(): Promise<{ place: DatabasePlace; drop(): Promise<void> }> {
  const server = process.env[postgresVariable]
  if (!server) return { place: { kind: 'pglite', pglite: await quickPGlite() }, drop: async () => {} }
  const name = `regrade_test_${process.pid}_${Math.random().toString(36).slice(2)}`
  const url = new URL(server)
  url.pathname = `/${name}`
  await run(server, `create database ${name}`)
  return { place: { kind: 'postgres', url: url.href }, drop: () => run(server, `drop database ${name}`) }
}

async function run(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server })
  await client.connect()
  await client.query(statement)
  await client.end()
}
