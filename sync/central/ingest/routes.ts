import type { FastifyInstance } from 'fastify'
import { acknowledgedSchema } from '../../wire/answers.ts'
import { batchMediaType } from '../../wire/protocol.ts'
import type { Guard } from '../http/key-guard.ts'
import { refusals, type ZodTypes } from '../http/zod-schemas.ts'
import type { CentralParts } from '../parts.ts'
import { callerIn, checkBody } from '../stations/station-guard.ts'
import { readBatch } from './read-batch.ts'
import { storeBatch } from './store-batch.ts'

/** Most bytes of a batch; a station sends less than half of it unless a single event is larger. */
const mostBatchBytes = 8 * 1024 * 1024

/** Where stations send their events; the answer says up to which seq everything is stored for good. */
export function ingestRoutes(scope: FastifyInstance, parts: CentralParts, station: Guard): void {
  const app = scope.withTypeProvider<ZodTypes>()
  app.addContentTypeParser(batchMediaType, { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

  app.post(
    '/v1/events',
    {
      bodyLimit: mostBatchBytes,
      schema: { response: { 200: acknowledgedSchema, ...refusals } },
      onRequest: station,
    },
    async (request) => {
      const body = request.body as Buffer
      checkBody(request, body)
      const caller = callerIn(request)
      const events = readBatch(body, caller.id)
      const acknowledged = await storeBatch(events, caller, parts)
      for (const { type } of events) parts.metrics.events.inc({ type })
      parts.metrics.lastSeen.set({ station: caller.id }, parts.clock.now() / 1000)
      return { acknowledged }
    },
  )
}
