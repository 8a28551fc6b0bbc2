import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { pgliteIn } from '../../sync/central/database/pglite.ts'
import { syncFile } from '../../sync/central/database/sync-to-disk.ts'
import { freshFolder } from '../rigs/fresh-folder.ts'

vi.mock(import('../../sync/central/database/sync-to-disk.ts'), async (original) => {
  const real = await original()
  return { ...real, syncFile: vi.fn(real.syncFile) }
})

it('[CE47] the embedded database waits for the disk at every commit, and a first start that was cut is made again', async () => {
  const folder = join(freshFolder(), 'pg')
  mkdirSync(`${folder}.new`)
  writeFileSync(join(`${folder}.new`, 'PG_VERSION'), 'half a database')
  const db = await pgliteIn(folder)
  expect(existsSync(`${folder}.new`)).toBe(false)
  await db.exec('create table item (n int)')
  const before = vi.mocked(syncFile).mock.calls.length
  for (let n = 1; n <= 5; n += 1) await db.query('insert into item values ($1)', [n])
  expect(vi.mocked(syncFile).mock.calls.length - before).toBeGreaterThanOrEqual(5)
  await db.close()
})
