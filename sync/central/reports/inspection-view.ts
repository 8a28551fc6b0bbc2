import { z } from 'zod'
import { Fault } from '../../../main/kernel/fault.ts'
import { correctionSchema } from '../../wire/events.ts'
import { recordSchema } from '../../wire/record.ts'
import { dispositionSchema, gradeSchema } from '../../wire/words.ts'
import type { CentralDatabase } from '../database/open-database.ts'

/** Everything central knows of one inspection: the record as it came, what was said of it since, what holds now. */
export const inspectionViewSchema = z.object({
  station: z.object({ id: z.string(), name: z.string(), site: z.string() }),
  seq: z.int(),
  receivedAt: z.iso.datetime(),
  record: recordSchema,
  audit: z.object({ index: z.int(), hash: z.string() }),
  corrections: z.array(correctionSchema),
  printed: z.array(z.object({ job: z.string(), at: z.iso.datetime() })),
  now: z.object({ grade: gradeSchema, disposition: dispositionSchema, voided: z.boolean() }),
})
export type InspectionView = z.input<typeof inspectionViewSchema>

/** The whole view of inspection `id`; Fault NOT_FOUND when central has none. */
export async function inspectionView(db: CentralDatabase, id: string): Promise<InspectionView> {
  const found = await db
    .selectFrom('inspection as i')
    .innerJoin('event as e', (join) => join.onRef('e.station', '=', 'i.station').onRef('e.seq', '=', 'i.seq'))
    .innerJoin('station as s', 's.id', 'i.station')
    .select(['i.station', 'i.seq', 'i.site', 's.name', 'e.received_at', 'e.data'])
    .select(['i.now_grade as grade', 'i.now_disposition as disposition', 'i.voided'])
    .where('i.id', '=', id)
    .executeTakeFirst()
  if (!found) throw new Fault('NOT_FOUND', `central has no inspection ${id.slice(0, 50)}`)
  const { station, seq, site, name, received_at, data, ...now } = found
  return {
    station: { id: station, name, site },
    seq,
    receivedAt: received_at.toISOString(),
    ...(JSON.parse(data) as Pick<InspectionView, 'record' | 'audit'>),
    corrections: await correctionsOf(db, station, id),
    printed: await printsOf(db, station, id),
    now,
  }
}

async function correctionsOf(
  db: CentralDatabase,
  station: string,
  id: string,
): Promise<InspectionView['corrections']> {
  const rows = await db
    .selectFrom('correction')
    .select('data')
    .where('inspection', '=', id)
    .where('station', '=', station)
    .orderBy('seq')
    .execute()
  return rows.map(({ data }) => JSON.parse(data))
}

async function printsOf(
  db: CentralDatabase,
  station: string,
  id: string,
): Promise<InspectionView['printed']> {
  const rows = await db
    .selectFrom('printed')
    .select(['job', 'at'])
    .where('inspection', '=', id)
    .where('station', '=', station)
    .orderBy('seq')
    .execute()
  return rows.map(({ job, at }) => ({ job, at: at.toISOString() }))
}
