import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Fault } from '../../../main/kernel/fault.ts'
import { enrolledSchema, enrolSchema } from '../../wire/answers.ts'
import { protocolHeader, versionMismatch } from '../../wire/protocol.ts'
import type { Guard } from '../http/key-guard.ts'
import { refusals, type ZodTypes } from '../http/zod-schemas.ts'
import type { CentralParts } from '../parts.ts'
import { enrolStation, makeCode } from './enrol-station.ts'

/** Enrolments an address may try in a minute: enough for all docks of a site behind one address. */
const triesPerMinute = 30

const stationSchema = z.object({
  id: z.string(),
  name: z.string(),
  site: z.string(),
  enabled: z.boolean(),
  acknowledged: z.int(),
  enrolledAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable(),
})
const codeSchema = z.object({ code: z.string(), expiresAt: z.iso.datetime() })
const idParams = z.object({ id: z.string().max(100) })

/** Letting stations in, listing them, switching them off and on. */
export function stationRoutes(scope: FastifyInstance, parts: CentralParts, admin: Guard): void {
  const app = scope.withTypeProvider<ZodTypes>()

  app.post(
    '/v1/enrolments',
    {
      schema: {
        body: z.strictObject({ station: z.string().max(100).exactOptional() }),
        response: { 201: codeSchema, ...refusals },
      },
      onRequest: admin,
    },
    async ({ body }, reply) => reply.code(201).send(await makeCode(parts, body.station)),
  )

  app.post(
    '/v1/enrol',
    {
      config: { rateLimit: { max: triesPerMinute, timeWindow: 60_000 } },
      schema: { body: enrolSchema, response: { 200: enrolledSchema, ...refusals } },
    },
    async ({ body, headers }) => {
      const mismatch = versionMismatch(headers[protocolHeader]?.toString(), 'station')
      if (mismatch) throw new Fault('UPLINK_VERSION', mismatch)
      return enrolStation(body, parts)
    },
  )

  app.get(
    '/v1/stations',
    { schema: { response: { 200: z.array(stationSchema), ...refusals } }, onRequest: admin },
    () => stationsOf(parts),
  )

  for (const [word, enabled] of [
    ['disable', false],
    ['enable', true],
  ] as const)
    app.post(
      `/v1/stations/:id/${word}`,
      { schema: { params: idParams, response: { 204: z.void(), ...refusals } }, onRequest: admin },
      async ({ params }, reply) => {
        await setEnabled(parts, params.id, enabled)
        return reply.code(204).send()
      },
    )
}

async function stationsOf({ db }: CentralParts): Promise<z.input<typeof stationSchema>[]> {
  const rows = await db.selectFrom('station').selectAll().orderBy('site').orderBy('name').execute()
  return rows.map(({ enrolled_at, last_seen_at, public_key: _, ...row }) => ({
    ...row,
    enrolledAt: enrolled_at.toISOString(),
    lastSeenAt: last_seen_at?.toISOString() ?? null,
  }))
}

async function setEnabled({ db }: CentralParts, id: string, enabled: boolean): Promise<void> {
  const done = await db.updateTable('station').set({ enabled }).where('id', '=', id).executeTakeFirst()
  if (done.numUpdatedRows === 0n) throw new Fault('NOT_FOUND', `there is no station ${id}`)
}
