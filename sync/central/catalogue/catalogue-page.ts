import { sql } from 'kysely'
import { Fault } from '../../../main/kernel/fault.ts'
import type { CataloguePage } from '../../wire/answers.ts'
import type { CentralDatabase } from '../database/open-database.ts'

interface Change {
  readonly kind: 'sku' | 'line'
  readonly key: string
  readonly cursor: number
  readonly data: string | null
}

/** What changed after the cursor `since`, oldest change first, at most `limit` rows; Fault BAD_INPUT for a cursor central never reached. */
export async function cataloguePage(
  db: CentralDatabase,
  since: number,
  limit: number,
): Promise<CataloguePage> {
  const { value } = await db.selectFrom('catalogue_cursor').select('value').executeTakeFirstOrThrow()
  if (since > value)
    throw new Fault('BAD_INPUT', `the cursor ${since} is not from this central, which is at ${value}`)
  const { rows } = await sql<Change>`
    select * from (
      (select 'sku' as kind, key, cursor, data from catalogue_sku where cursor > ${since} order by cursor limit ${limit + 1})
      union all
      (select 'line', key, cursor, data from catalogue_line where cursor > ${since} order by cursor limit ${limit + 1})
    ) as changes
    order by cursor limit ${limit + 1}`.execute(db)
  const page = rows.slice(0, limit)
  const more = rows.length > limit
  return {
    // Beyond the last row all numbers up to `value` are used up: the next question starts there.
    cursor: more ? (page.at(-1)?.cursor ?? since) : Math.max(value, page.at(-1)?.cursor ?? 0),
    more,
    skus: page.filter(({ kind, data }) => kind === 'sku' && data !== null).map(json) as CataloguePage['skus'],
    lines: page
      .filter(({ kind, data }) => kind === 'line' && data !== null)
      .map(json) as CataloguePage['lines'],
    removedSkus: page.filter(({ kind, data }) => kind === 'sku' && data === null).map(({ key }) => key),
    removedLines: page.filter(({ kind, data }) => kind === 'line' && data === null).map(({ key }) => key),
  }
}

function json({ data }: Change): unknown {
  return JSON.parse(data ?? 'null')
}
