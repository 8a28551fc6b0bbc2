import type { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Fault } from '../../../main/kernel/fault.ts'
import { sha256Schema } from '../../wire/words.ts'
import type { Guard } from '../http/key-guard.ts'
import { refusals, type ZodTypes } from '../http/zod-schemas.ts'
import type { CentralParts } from '../parts.ts'
import { callerIn } from '../stations/station-guard.ts'
import { mediaTypeOf } from './media-type.ts'

const params = z.object({ sha256: sha256Schema })

/** Photographs: stations ask for and bring them, reports show them. */
export function blobRoutes(scope: FastifyInstance, parts: CentralParts, guards: BlobGuards): void {
  const app = scope.withTypeProvider<ZodTypes>()
  // Any type comes as a stream: it is hashed on its way to the disk, never held whole.
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))

  app.head(
    '/v1/blobs/:sha256',
    { schema: { params }, onRequest: guards.station },
    async ({ params: { sha256 } }, reply) =>
      reply.code((await parts.blobs.size(sha256)) === undefined ? 404 : 200).send(),
  )

  app.put(
    '/v1/blobs/:sha256',
    { schema: { params, response: { 204: z.void(), ...refusals } }, onRequest: guards.station },
    async (request, reply) => {
      const { sha256 } = request.params
      if (Buffer.from(callerIn(request).bodyHash).toString('hex') !== sha256)
        throw new Fault('BLOB_CORRUPT', 'the content-digest is not the hash in the path')
      await parts.blobs.keep(sha256, request.body as Readable)
      parts.metrics.blobs.inc()
      return reply.code(204).send()
    },
  )

  app.get(
    '/v1/blobs/:sha256',
    { exposeHeadRoute: false, schema: { params }, onRequest: guards.reading },
    async ({ params: { sha256 } }, reply) => {
      const size = await parts.blobs.size(sha256)
      if (size === undefined) throw new Fault('NOT_FOUND', `no photograph ${sha256} is here`)
      return reply
        .type(await mediaTypeOf(parts.blobs.read(sha256)))
        .headers({
          'content-length': size,
          'cache-control': 'private, max-age=31536000, immutable',
          'x-content-type-options': 'nosniff',
        })
        .send(parts.blobs.read(sha256))
    },
  )
}

export interface BlobGuards {
  readonly station: Guard
  readonly reading: Guard
}
