import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Fault } from '../../../main/kernel/fault.ts'
import type { Guard } from '../http/key-guard.ts'
import { refusals, type ZodTypes } from '../http/zod-schemas.ts'
import type { CentralParts } from '../parts.ts'
import { choicesOf, choicesSchema } from './choices.ts'
import { dispositionCsv } from './disposition-csv.ts'
import { dimensionNames, dispositionReport, dispositionReportSchema } from './dispositions.ts'
import { filterSchema } from './filter.ts'

const reportQuery = filterSchema.extend({
  group: z
    .string()
    .transform((said) => [...new Set(said.split(',').filter((word) => word !== ''))])
    .pipe(z.array(z.enum(dimensionNames)))
    .default(['day', 'site', 'station', 'sku', 'grade', 'disposition']),
  format: z.enum(['json', 'csv']).default('json'),
  limit: z.coerce.number().int().min(1).max(100_000).default(10_000),
})

/** What central ops read first: the disposition report, and what it can be narrowed to. */
export function reportRoutes(scope: FastifyInstance, parts: CentralParts, reading: Guard): void {
  const app = scope.withTypeProvider<ZodTypes>()
  const { db } = parts

  app.get(
    '/v1/reports/dispositions',
    {
      schema: {
        querystring: reportQuery,
        response: { 200: z.union([dispositionReportSchema, z.string()]), ...refusals },
      },
      onRequest: reading,
    },
    async ({ query: { group, format, limit, ...filter } }, reply) => {
      if (filter.from && filter.to && filter.from > filter.to)
        throw new Fault('BAD_INPUT', `from ${filter.from} is after to ${filter.to}`)
      const report = await dispositionReport(db, filter, { group, limit })
      if (format === 'json') return report
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="dispositions.csv"`)
        .serializer((text: string) => text)
        .send(dispositionCsv(report, group))
    },
  )

  app.get(
    '/v1/reports/filters',
    {
      schema: {
        querystring: z.object({ sku: z.string().max(100).default('') }),
        response: { 200: choicesSchema, ...refusals },
      },
      onRequest: reading,
    },
    ({ query }) => choicesOf(db, query.sku),
  )
}
