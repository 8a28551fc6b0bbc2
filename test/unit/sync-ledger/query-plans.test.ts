import { beforeAll, describe, expect, it } from 'vitest'
import { ledgerOn } from '../../../sync/ledger/ledger.ts'
import { ledgerKind } from '../../../sync/ledger/schema.ts'
import { type Database, inMemory } from '../../../sync/sqlite/database.ts'
import { openDatabase } from '../../../sync/sqlite/open.ts'
import { handClock } from '../../rigs/hand-clock.ts'
import { planOf, preparedBy } from '../../rigs/query-plans.ts'
import { idsOf } from '../../rigs/seeded.ts'

/** Statements that read a whole table on purpose: it has one row, or few, or the call is for an audit. */
const wholeTable = [
  /FROM uplink/,
  /UPDATE uplink/,
  /FROM staff ORDER BY/,
  /FROM audit a\s+LEFT JOIN/,
  // walks the newest inspections backwards, as far as its limit
  /JOIN shadow_answers/,
  // learning reads every reviewed item, once a night
  /JOIN item_features/,
]

describe('statements of the ledger', () => {
  let db: Database
  let texts: readonly string[]

  beforeAll(() => {
    db = openDatabase(ledgerKind(inMemory))
    texts = preparedBy(db)
    const ledger = ledgerOn(db, { file: inMemory, clock: handClock(), newId: idsOf(1) })
    ledger.list({ open: true }, 50)
    ledger.list({ text: 'RG1' }, 50)
    ledger.list({ grade: 'A' }, 50)
    ledger.list({ disposition: 'restock' }, 50)
    return () => ledger.close()
  })

  it('are prepared when it opens: there are many', () => {
    expect(texts.length).toBeGreaterThan(30)
  })

  it('never scan a table that grows, nor sort', () => {
    const hot = [...texts].filter((text) => !wholeTable.some((known) => known.test(text)))
    const slow = hot.filter((text) =>
      planOf(db, text).some((step) => /^SCAN (?!CONSTANT)|TEMP B-TREE FOR ORDER/.test(step)),
    )
    // The index of open inspections is scanned whole to count them: it holds those alone.
    expect(slow.filter((text) => !/count\(\*\) FROM standings WHERE open = 1/.test(text))).toEqual([])
  })

  it('a planted scan is seen', () => {
    expect(planOf(db, "SELECT * FROM inspections WHERE record LIKE '%x%'").join()).toMatch(/^SCAN/)
  })

  it.each([
    ['open = 1', 'standings_open'],
    ['grade = ?', 'standings_grade'],
    ['disposition = ?', 'standings_disposition'],
  ])('a list with %s walks the index %s', (condition, index) => {
    const text = texts.find(
      (sql) => sql.includes('FROM standings') && sql.includes(condition) && sql.includes('LIMIT'),
    )
    expect(planOf(db, text ?? '').join()).toContain(index)
  })
})
