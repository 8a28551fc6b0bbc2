import { Pool, types } from 'pg'
import { Fault } from '../../../main/kernel/fault.ts'

/** Type number of bigint (pg_type.oid); comes as text unless told otherwise. */
const bigintOid = 20

/** A pool on the PostgreSQL that `url` names; Fault CENTRAL_CORRUPT with the server's words when it cannot be reached. */
export async function postgresAt(url: string): Promise<Pool> {
  const pool = new Pool({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    types: {
      getTypeParser: (oid, format) =>
        (oid === bigintOid ? Number : types.getTypeParser(oid, format)) as never,
    },
  })
  // An idle connection that breaks must not end the process; the next query reports it.
  pool.on('error', () => {})
  try {
    await pool.query('select 1')
    return pool
  } catch (cause) {
    await pool.end()
    const said = cause instanceof Error ? cause.message || cause.name : String(cause)
    throw new Fault(
      'CENTRAL_CORRUPT',
      `DATABASE_URL (${withoutPassword(url)}) cannot be used: ${said}`,
      cause,
    )
  }
}

function withoutPassword(url: string): string {
  try {
    const shown = new URL(url)
    if (shown.password) shown.password = 'xxx'
    return shown.href
  } catch {
    return 'which is not a URL'
  }
}
