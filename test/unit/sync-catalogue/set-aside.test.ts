import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { openCatalogue } from '../../../sync/catalogue/catalogue.ts'
import { batchOf } from '../../contract/catalogue.ts'
import { faultOf } from '../../rigs/fault-of.ts'
import { freshFolder } from '../../rigs/fresh-folder.ts'
import { handClock } from '../../rigs/hand-clock.ts'
import { skuOf } from '../../rigs/skus.ts'

const seeds = Array.from({ length: 300 }, (_, index) => index + 1)

function opened(file: string) {
  const catalogue = openCatalogue({ file, clock: handClock(5) })
  onTestFinished(() => catalogue.close())
  return catalogue
}

it('[CT5] a file that is no catalogue is set aside, and central is asked for everything', () => {
  const folder = freshFolder()
  const file = join(folder, 'catalogue.sqlite')
  writeFileSync(file, 'not a database '.repeat(99))
  const catalogue = opened(file)
  expect([catalogue.cursor(), catalogue.count()]).toEqual([0, { skus: 0, lines: 0 }])
  catalogue.apply(batchOf(7, [1]))
  expect(opened(file).cursor()).toBe(7)
  expect(readFileSync(`${file}.damaged-5`, 'utf8')).toContain('not a database')
})

it('[CT5] so is one of a newer version', () => {
  const file = join(freshFolder(), 'catalogue.sqlite')
  opened(file).close()
  new Sqlite(file).exec('PRAGMA user_version = 99').close()
  expect(opened(file).cursor()).toBe(0)
})

it('[CT5] so is one whose tables cannot be opened', () => {
  const file = join(freshFolder(), 'catalogue.sqlite')
  opened(file).close()
  const bytes = readFileSync(file)
  bytes.fill(0xff, 200)
  writeFileSync(file, bytes)
  expect(opened(file).cursor()).toBe(0)
})

it('[CT5] damage met while reading is CATALOGUE_CORRUPT, and mended at the next start', async () => {
  const folder = freshFolder()
  const file = join(folder, 'catalogue.sqlite')
  const whole = opened(file)
  whole.apply(batchOf(7, seeds))
  whole.close()
  const bytes = readFileSync(file)
  // Everything but the first pages: the schema stays readable, the rows are not.
  bytes.fill(0xff, 4096 * 24)
  writeFileSync(file, bytes)
  const damaged = opened(file)
  const readAll = () => seeds.map((seed) => damaged.sku(skuOf(seed).sku))
  expect((await faultOf(readAll)).code).toBe('CATALOGUE_CORRUPT')
  damaged.close()
  const mended = opened(file)
  expect([mended.cursor(), mended.count().skus]).toEqual([0, 0])
  mended.close()
  expect(readdirSync(folder).sort()).toEqual(['catalogue.sqlite', 'catalogue.sqlite.damaged-5'])
})
