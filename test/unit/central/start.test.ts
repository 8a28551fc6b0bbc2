import { statSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, PGliteDialect, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { describe, expect, it, onTestFinished } from 'vitest'
import { migrations } from '../../../sync/central/database/migrate.ts'
import { openDatabase } from '../../../sync/central/database/open-database.ts'
import { readFlags } from '../../../sync/central/flags.ts'
import { openKeys } from '../../../sync/central/keys.ts'
import { freshFolder } from '../../rigs/fresh-folder.ts'
import { embeddedDatabase } from '../../rigs/test-database.ts'

describe('flags', () => {
  it('[CE36] a wrong flag is one sentence with what is allowed, and exit code 2', () => {
    const said = (...args: string[]) => {
      try {
        return readFlags(args, {})
      } catch (thrown) {
        return (thrown as { detail: string }).detail
      }
    }
    expect(said()).toEqual({ data: '.regrade', port: 4320, host: '127.0.0.1' })
    expect(said('--port', '70000')).toContain('found 70000; a whole number from 0 to 65535')
    expect(said('--prot', '1')).toMatch(/--prot.*Use: node sync\/central/s)
    expect(said('--data')).toMatch(/--data/)
    expect(() => readFlags([], { DATABASE_URL: 'mysql://x' })).toThrow('DATABASE_URL')
  })
})

describe('keys', () => {
  it('[CE37] are made once, readable by their owner alone, and kept; the environment goes before the files', async () => {
    const folder = freshFolder()
    const random = (count: number) => new Uint8Array(count).fill(7)
    const made = await openKeys(folder, {}, random)
    expect(made.admin).toHaveLength(43)
    expect(await openKeys(folder, {}, () => new Uint8Array(32).fill(8))).toEqual(made)
    for (const name of ['admin.key', 'reports.key'])
      expect(statSync(join(folder, name)).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600)
    const chosen = 'a-long-key-that-i-chose-myself'
    expect((await openKeys(folder, { REGRADE_CENTRAL_KEY: chosen }, random)).admin).toBe(chosen)
    await expect(openKeys(folder, { REGRADE_REPORTS_KEY: 'short' }, random)).rejects.toMatchObject({
      code: 'CONFIG_WRONG',
      detail: expect.stringContaining(
        'REGRADE_REPORTS_KEY holds a key of 5 characters; it must have at least 24',
      ),
    })
  })
})

describe('the database', () => {
  it('[CE38] every step of the schema runs on the one before, with rows in it', async () => {
    const { pglite, drop } = await embeddedDatabase()
    onTestFinished(drop)
    const db = new Kysely<object>({ dialect: new PGliteDialect({ pglite }) })
    const migrator = new Migrator({ db: db as never, provider: { getMigrations: async () => migrations } })
    for (const name of Object.keys(migrations)) {
      expect((await migrator.migrateTo(name)).error).toBeUndefined()
      if (name === '001-stations')
        await sql`insert into station values ('s', 'n', 'x', 'k', true, 0, now(), null)`.execute(db)
    }
    expect((await sql`select id from station`.execute(db)).rows).toEqual([{ id: 's' }])
    await db.destroy()
  })

  it('[CE39] of a later version is refused by name', async () => {
    const { pglite, drop } = await embeddedDatabase()
    onTestFinished(drop)
    const db = await openDatabase({ kind: 'pglite', pglite })
    await sql`insert into kysely_migration values ('999-later', '2030-01-01')`.execute(db)
    const again = openDatabase({ kind: 'pglite', pglite })
    await expect(again).rejects.toMatchObject({
      code: 'CENTRAL_TOO_NEW',
      detail: expect.stringContaining('999-later'),
    })
  })
})
