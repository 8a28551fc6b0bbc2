import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import type { CentralParts } from '../parts.ts'
import type { Guard } from './key-guard.ts'
import { refusals, type ZodTypes } from './zod-schemas.ts'

/** `/healthz` for whoever restarts central, `/metrics` for Prometheus. */
export function healthRoutes(scope: FastifyInstance, parts: CentralParts, reading: Guard): void {
  const app = scope.withTypeProvider<ZodTypes>()
  app.get(
    '/healthz',
    { schema: { response: { 200: z.object({ ok: z.literal(true) }), ...refusals } } },
    async () => {
      await sql`select 1`.execute(parts.db)
      return { ok: true as const }
    },
  )
  app.get('/metrics', { onRequest: reading }, async (_request, reply) =>
    reply.type(parts.metrics.registry.contentType).send(await parts.metrics.registry.metrics()),
  )
}
