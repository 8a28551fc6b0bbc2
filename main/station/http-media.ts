import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import sharp from 'sharp'
import { z } from 'zod'
import type { Evidence } from '../../sync/evidence/port.ts'
import type { Ledger } from '../../sync/ledger/port.ts'
import type { Desk } from '../api/desk.ts'
import { Fault } from '../kernel/fault.ts'
import { cameraRoles, type PhotoMediaType } from '../kernel/frame.ts'
import { cameraRoutes } from './camera-http.ts'
import { labelPicture } from './label-picture.ts'
import { tokenOf } from './session-cookie.ts'

export interface MediaPorts {
  readonly desk: Desk
  readonly evidence: Evidence
  readonly ledger: Ledger
}

/** Largest photograph: one of 50 megapixels is well under it, in bytes. */
export const photoLimit = 64 * 1024 * 1024

const roleSchema = z.object({ role: z.enum(cameraRoles) })
const unitSchema = roleSchema.extend({ unit: z.string().regex(/^[\w-]{1,100}$/) })
const hashSchema = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) })
const widthSchema = z.object({ width: z.coerce.number().int().min(16).max(2048).optional() })
/** Named by its content, so a browser may keep it; private because a photograph is. */
const forEver = 'private, max-age=31536000, immutable'

/** Photographs in and out, and label pictures: what does not fit into JSON. */
export async function mediaRoutes(app: FastifyInstance, ports: MediaPorts): Promise<void> {
  app.addContentTypeParser(['image/jpeg', 'image/png'], { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )
  app.addHook('onRequest', async (request) => demandUser(ports.desk, request))
  await app.register((inner) => cameraRoutes(inner, ports.desk.cameras))

  app.post('/frames/:role', { bodyLimit: photoLimit }, async (request, reply) => {
    const { role } = check(roleSchema, request.params)
    const { bytes, mediaType } = photoIn(request)
    ports.desk.lane.upload(role, bytes, mediaType)
    return reply.code(204).send()
  })

  app.post('/teach/:role', { bodyLimit: photoLimit }, async (request, reply) => {
    const { role } = check(roleSchema, request.params)
    const { bytes, mediaType } = photoIn(request)
    ports.desk.teach.upload(role, bytes, mediaType)
    return reply.code(204).send()
  })

  app.get('/taught/:unit/:role', async (request, reply) => {
    const { unit, role } = check(unitSchema, request.params)
    return sendPhoto(reply, ports.desk.teach.photo(unit, role), request)
  })

  app.get('/evidence/:sha256', async (request, reply) => {
    const { sha256 } = check(hashSchema, request.params)
    return sendPhoto(reply, await ports.evidence.read(sha256), request)
  })

  app.get('/labels/:file', async (request, reply) => {
    const { file } = check(z.object({ file: z.string().regex(/^[\w-]+\.png$/) }), request.params)
    const row = ports.ledger.find(file.slice(0, -4))
    if (!row) throw new Fault('NOT_FOUND', `no inspection ${file.slice(0, -4)}`)
    return reply.type('image/png').send(await labelPicture(row.record.label))
  })
}

function photoIn({ headers, body }: FastifyRequest): { bytes: Uint8Array; mediaType: PhotoMediaType } {
  const type = headers['content-type']
  if (Buffer.isBuffer(body) && (type === 'image/jpeg' || type === 'image/png'))
    return { bytes: body, mediaType: type }
  throw new Fault('BAD_INPUT', `content-type: found ${type ?? 'none'}; send image/jpeg or image/png`)
}

/** The photograph as it was taken, or an upright copy as wide as the address asks. */
async function sendPhoto(
  reply: FastifyReply,
  bytes: Uint8Array,
  request: FastifyRequest,
): Promise<FastifyReply> {
  const { width } = check(widthSchema, request.query)
  reply.header('cache-control', forEver)
  const photo = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!width) return reply.type(bytes[0] === 0x89 ? 'image/png' : 'image/jpeg').send(photo)
  const small = await sharp(photo)
    .rotate()
    .resize({ width, withoutEnlargement: true })
    .jpeg({ quality: 80 })
    .toBuffer()
  return reply.type('image/jpeg').send(small)
}

async function demandUser(desk: Desk, request: FastifyRequest): Promise<void> {
  const token = tokenOf(request)
  if (!token || !desk.door.who(token))
    throw new Fault('NOT_LOGGED_IN', 'photographs are for logged-in people')
}

function check<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new Fault('BAD_INPUT', `${issue?.path.join('.') || 'input'}: ${issue?.message}`)
}
