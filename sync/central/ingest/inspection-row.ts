import type { Insertable } from 'kysely'
import type { RecordedData } from '../../wire/events.ts'
import { pgDay, pgText, pgTime, pgWhole } from '../database/postgres-values.ts'
import type { Tables } from '../database/tables.ts'
import type { Caller } from '../stations/station-guard.ts'

type Recorded = RecordedData['record']

/** What reports ask of a record, in columns; the record itself stays whole in its event. */
export function inspectionRow(
  record: Recorded,
  seq: number,
  station: Pick<Caller, 'id' | 'site'>,
): Insertable<Tables['inspection']> {
  const at = pgTime(record.decision.at)
  const { sku, category, rma } = about(record.item)
  const expected = expectedOf(record)
  return {
    id: record.id,
    station: station.id,
    seq,
    site: station.site,
    at,
    day: pgDay(at),
    plate: pgText(record.plate),
    sku: pgText(sku?.sku ?? ''),
    title: pgText(sku?.title ?? ''),
    category,
    rma: pgText(rma),
    grade: record.decision.grade,
    disposition: record.decision.disposition,
    held: record.decision.held,
    decided_by: record.decision.by === 'auto' ? 'auto' : 'person',
    currency: sku?.price.currency ?? '',
    price: sku ? pgWhole(sku.price.minor) : null,
    expected: JSON.stringify(expected),
    now_grade: record.decision.grade,
    now_disposition: record.decision.disposition,
    now_expected: expected[record.decision.disposition] ?? null,
  }
}

function about(item: Recorded['item']) {
  if (item.kind === 'unlisted') return { sku: undefined, category: item.category, rma: '' }
  const rma = item.kind === 'not_on_return' ? item.rma : item.kind === 'known' ? '' : item.line.rma
  return { sku: item.sku, category: item.sku?.category ?? 'other', rma }
}

/** Expected recovery by disposition, in minor units of the SKU's own currency; another currency could not be summed. */
function expectedOf({ proposal, item }: Recorded): Record<string, number> {
  const currency = item.kind === 'unlisted' ? undefined : item.sku?.price.currency
  return Object.fromEntries(
    proposal.alternatives.flatMap(({ disposition, expected }) =>
      expected && expected.currency === currency ? [[disposition, pgWhole(expected.minor)]] : [],
    ),
  )
}
