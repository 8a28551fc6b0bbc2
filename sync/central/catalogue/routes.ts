import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Fault } from '../../../main/kernel/fault.ts'
import { type CatalogueImport, catalogueImportSchema, cataloguePageSchema } from '../../wire/answers.ts'
import { parseCatalogueCsv } from '../../wire/catalogue-csv.ts'
import type { Guard } from '../http/key-guard.ts'
import { problemsOf } from '../http/refusal.ts'
import { refusals, type ZodTypes } from '../http/zod-schemas.ts'
import type { CentralParts } from '../parts.ts'
import { cataloguePage } from './catalogue-page.ts'
import { importCatalogue } from './import-catalogue.ts'

/** Most bytes of one import: about half a million CSV rows. */
const mostImportBytes = 64 * 1024 * 1024

const importedSchema = z.object({
  skus: z.int(),
  lines: z.int(),
  removed: z.int(),
  /** Rows that were new, different or removed; the rest was there already. */
  changed: z.int(),
  cursor: z.int(),
})
const query = z.object({
  since: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(5_000).default(1_000),
})

/** Expected returns and SKUs: imported with the admin key, pulled by stations. */
export function catalogueRoutes(scope: FastifyInstance, parts: CentralParts, guards: CatalogueGuards): void {
  const app = scope.withTypeProvider<ZodTypes>()
  app.addContentTypeParser('text/csv', { parseAs: 'string' }, (_request, body, done) => done(null, body))

  app.post(
    '/v1/catalogue',
    {
      bodyLimit: mostImportBytes,
      schema: { response: { 200: importedSchema, ...refusals } },
      onRequest: guards.admin,
    },
    async ({ body }) => {
      const batch = typeof body === 'string' ? batchOfCsv(body) : batchOfJson(body)
      const { changed, cursor } = await importCatalogue(batch, parts.db)
      const removed = batch.removedSkus.length + batch.removedLines.length
      return { skus: batch.skus.length, lines: batch.lines.length, removed, changed, cursor }
    },
  )

  app.get(
    '/v1/catalogue',
    {
      schema: { querystring: query, response: { 200: cataloguePageSchema, ...refusals } },
      onRequest: guards.station,
    },
    ({ query: { since, limit } }) => cataloguePage(parts.db, since, limit),
  )

  for (const [kind, list] of [
    ['skus', 'removedSkus'],
    ['lines', 'removedLines'],
  ] as const)
    app.delete(
      `/v1/catalogue/${kind}/:key`,
      {
        schema: { params: z.object({ key: z.string().max(100) }), response: { 204: z.void(), ...refusals } },
        onRequest: guards.admin,
      },
      async ({ params: { key } }, reply) => {
        const { changed } = await importCatalogue({ ...nothing, [list]: [key] }, parts.db)
        if (changed === 0) throw new Fault('NOT_FOUND', `the catalogue has no ${key} among its ${kind}`)
        return reply.code(204).send()
      },
    )
}

export interface CatalogueGuards {
  readonly admin: Guard
  readonly station: Guard
}

const nothing: CatalogueImport = { skus: [], lines: [], removedSkus: [], removedLines: [] }

function batchOfJson(body: unknown): CatalogueImport {
  const result = catalogueImportSchema.safeParse(body)
  if (result.success) return result.data
  throw new Fault('CATALOGUE_BAD_BATCH', problemsOf(result.error, 'body'), result.error)
}

function batchOfCsv(text: string): CatalogueImport {
  const csv = parseCatalogueCsv(text)
  if (csv.kind === 'skus') return { ...nothing, skus: [...csv.skus] as CatalogueImport['skus'] }
  if (csv.kind === 'lines') return { ...nothing, lines: [...csv.lines] as CatalogueImport['lines'] }
  const sentences = csv.problems.map(
    ({ row, column, found, allowed }) =>
      `row ${row}, column ${column}: found ${JSON.stringify(found)}, allowed is ${allowed}`,
  )
  throw new Fault('CATALOGUE_BAD_BATCH', sentences.join('; '))
}
