import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Guard } from '../http/key-guard.ts'
import { refusals, type ZodTypes } from '../http/zod-schemas.ts'
import type { CentralParts } from '../parts.ts'
import { filterSchema } from './filter.ts'
import { inspectionList, inspectionListSchema, markOf } from './inspection-list.ts'
import { inspectionView, inspectionViewSchema } from './inspection-view.ts'

const listQuery = filterSchema.extend({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  after: z
    .string()
    .max(500)
    .refine((text) => markOf(text) !== undefined, 'what an earlier page gave as next')
    .exactOptional(),
})

/** The inspections behind a line of the report, and each of them whole. */
export function inspectionRoutes(scope: FastifyInstance, parts: CentralParts, reading: Guard): void {
  const app = scope.withTypeProvider<ZodTypes>()
  const { db } = parts

  app.get(
    '/v1/inspections',
    {
      schema: { querystring: listQuery, response: { 200: inspectionListSchema, ...refusals } },
      onRequest: reading,
    },
    ({ query: { limit, after, ...filter } }) => {
      const mark = after === undefined ? undefined : markOf(after)
      return inspectionList(db, filter, { limit, ...(mark ? { after: mark } : {}) })
    },
  )

  app.get(
    '/v1/inspections/:id',
    {
      schema: {
        params: z.object({ id: z.string().max(200) }),
        response: { 200: inspectionViewSchema, ...refusals },
      },
      onRequest: reading,
    },
    ({ params }) => inspectionView(db, params.id),
  )
}
