import type { FastifyInstance, FastifyRequest } from 'fastify'
import sharp from 'sharp'
import { z } from 'zod'
import type { Evidence } from '../../sync/evidence/port.ts'
import type { Ledger } from '../../sync/ledger/port.ts'
import type { Desk } from '../api/desk.ts'
import { Fault } from '../kernel/fault.ts'
import { cameraRoles } from '../kernel/frame.ts'
import { labelPicture } from './label-picture.ts'
import { tokenOf } from './session-cookie.ts'

export interface MediaPorts {
  readonly desk: Desk
  readonly evidence: Evidence
  readonly ledger: Ledger
}

const roleSchema = z.object({ role: z.enum(cameraRoles) })
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

  app.post('/frames/:role', async (request, reply) => {
    const { role } = check(roleSchema, request.params)
    const type = request.headers['content-type']
    if (!Buffer.isBuffer(request.body) || (type !== 'image/jpeg' && type !== 'image/png')) {
      throw new Fault('BAD_INPUT', `content-type: found ${type ?? 'none'}; send image/jpeg or image/png`)
    }
    ports.desk.lane.upload(role, request.body, type)
    return reply.code(204).send()
  })

  app.get('/evidence/:sha256', async (request, reply) => {
    const { sha256 } = check(hashSchema, request.params)
    const { width } = check(widthSchema, request.query)
    const bytes = await ports.evidence.read(sha256)
    reply.header('cache-control', forEver)
    if (!width) return reply.type(bytes[0] === 0x89 ? 'image/png' : 'image/jpeg').send(bytes)
    const small = await sharp(bytes)
      .rotate()
      .resize({ width, withoutEnlargement: true })
      .jpeg({ quality: 80 })
      .toBuffer()
    return reply.type('image/jpeg').send(small)
  })

  app.get('/labels/:file', async (request, reply) => {
    const { file } = check(z.object({ file: z.string().regex(/^[\w-]+\.png$/) }), request.params)
    const row = ports.ledger.find(file.slice(0, -4))
    if (!row) throw new Fault('NOT_FOUND', `no inspection ${file.slice(0, -4)}`)
    return reply.type('image/png').send(await labelPicture(row.record.label))
  })
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
