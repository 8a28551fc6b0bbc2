import type { Transaction } from 'kysely'
import type { z } from 'zod'
import { Fault } from '../../../main/kernel/fault.ts'
import type { enrolledSchema, enrolSchema } from '../../wire/answers.ts'
import type { EnrolmentRow, Tables } from '../database/tables.ts'
import type { CentralParts } from '../parts.ts'
import { codeHash, codeLifeMs, newCode } from './enrolment-code.ts'

type Introduction = z.output<typeof enrolSchema>
type Enrolled = z.output<typeof enrolledSchema>

/** Makes a code that enrols one station once, or gives station `forStation` a new key. Only its hash is kept. */
export async function makeCode(
  parts: CentralParts,
  forStation?: string,
): Promise<{ readonly code: string; readonly expiresAt: string }> {
  const code = newCode(parts.random)
  const now = parts.clock.now()
  const expiresAt = new Date(now + codeLifeMs)
  if (forStation !== undefined) await mustExist(parts, forStation)
  await parts.db
    .insertInto('enrolment')
    .values({
      code_hash: codeHash(code),
      created_at: new Date(now),
      expires_at: expiresAt,
      for_station: forStation ?? null,
    })
    .execute()
  return { code, expiresAt: expiresAt.toISOString() }
}

/**
 * Lets a station in by its code, once; Fault ENROL_REFUSED otherwise. The same code with the same key is answered
 * again, because the first answer may have been lost on its way.
 */
export function enrolStation(station: Introduction, parts: CentralParts): Promise<Enrolled> {
  return parts.db.transaction().execute(async (tx) => {
    const enrolment = await tx
      .selectFrom('enrolment')
      .selectAll()
      .where('code_hash', '=', codeHash(station.code))
      .forUpdate()
      .executeTakeFirst()
    if (!enrolment) throw new Fault('ENROL_REFUSED', 'central made no such code')
    if (enrolment.expires_at.getTime() <= parts.clock.now())
      throw new Fault('ENROL_REFUSED', `the code expired at ${enrolment.expires_at.toISOString()}`)
    if (enrolment.used_at && enrolment.public_key !== station.publicKey)
      throw new Fault('ENROL_REFUSED', 'the code was used already')
    return { stationId: enrolment.station ?? (await admit(tx, { enrolment, station, parts })) }
  })
}

interface Admission {
  readonly enrolment: EnrolmentRow
  readonly station: Introduction
  readonly parts: CentralParts
}

async function admit(
  tx: Transaction<Tables>,
  { enrolment, station: { name, site, publicKey }, parts }: Admission,
): Promise<string> {
  const now = new Date(parts.clock.now())
  const id = enrolment.for_station ?? parts.newId()
  const known = { name, site, public_key: publicKey, enabled: true, enrolled_at: now }
  if (enrolment.for_station) await tx.updateTable('station').set(known).where('id', '=', id).execute()
  else
    await tx
      .insertInto('station')
      .values({ id, acknowledged: 0, ...known })
      .execute()
  await tx
    .updateTable('enrolment')
    .set({ used_at: now, station: id, public_key: publicKey })
    .where('code_hash', '=', enrolment.code_hash)
    .execute()
  return id
}

async function mustExist({ db }: CentralParts, id: string): Promise<void> {
  const station = await db.selectFrom('station').select('id').where('id', '=', id).executeTakeFirst()
  if (!station) throw new Fault('NOT_FOUND', `there is no station ${id}`)
}
