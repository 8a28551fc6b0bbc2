import { expect, it, onTestFinished } from 'vitest'
import { noHook } from '../../../main/kernel/steps.ts'
import { catalogueOn } from '../../../sync/catalogue/catalogue.ts'
import { catalogueKind } from '../../../sync/catalogue/schema.ts'
import { inMemory } from '../../../sync/sqlite/database.ts'
import { migrate } from '../../../sync/sqlite/migrate.ts'
import { openDatabase } from '../../../sync/sqlite/open.ts'
import { planOf, preparedBy } from '../../rigs/query-plans.ts'
import { lineOf } from '../../rigs/skus.ts'

it('[CT1] no statement of the catalogue scans a table or sorts', () => {
  const db = openDatabase(catalogueKind(inMemory))
  const texts = preparedBy(db)
  const catalogue = catalogueOn(db, inMemory, noHook)
  onTestFinished(() => catalogue.close())
  // `pulled` has one row; the word index is walked by its own means.
  const known = /SCAN (CONSTANT ROW|pulled|w VIRTUAL TABLE INDEX \d+:[^ ]*M)/
  const slow = texts.flatMap((text) =>
    planOf(db, text).filter((step) => /^SCAN|TEMP B-TREE/.test(step) && !known.test(step)),
  )
  expect(texts.length).toBeGreaterThan(10)
  expect(slow).toEqual([])
  expect(planOf(db, 'SELECT * FROM skus WHERE title = ?')).toEqual(['SCAN skus'])
})

it('[CT1] a catalogue of the first schema gets its index of SKUs, with the lines it had', () => {
  const kind = catalogueKind(inMemory)
  const db = openDatabase({ ...kind, migrations: kind.migrations.slice(0, 1) })
  const line = JSON.stringify(lineOf(1))
  db.prepare('INSERT INTO lines VALUES (?, ?)').run(lineOf(1).line, line)
  migrate(db, kind.migrations)
  const catalogue = catalogueOn(db, inMemory, noHook)
  onTestFinished(() => catalogue.close())
  expect(catalogue.linesBySku(lineOf(1).sku)).toEqual([lineOf(1)])
})
