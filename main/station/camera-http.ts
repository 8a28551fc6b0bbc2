import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { CameraDesk } from '../api/desk.ts'
import { Fault } from '../kernel/fault.ts'
import { cameraRoles } from '../kernel/frame.ts'

const roleSchema = z.object({ role: z.enum(cameraRoles) })
const sheetSchema = z.object({
  paper: z.enum(['a4', 'letter']).default('a4'),
  language: z.enum(['en', 'de']).default('en'),
})

/** The photograph of an empty stage, and the calibration sheet to print; whoever asks was let in before. */
export async function cameraRoutes(app: FastifyInstance, desk: CameraDesk): Promise<void> {
  app.get('/cameras/:role/stage', async (request, reply) => {
    const { role } = read(roleSchema, request.params)
    const photo = desk.stagePhoto(role)
    reply.header('cache-control', 'private, no-cache')
    return reply.type(photo[0] === 0x89 ? 'image/png' : 'image/jpeg').send(photo)
  })

  app.get('/cameras/sheet.pdf', async (request, reply) => {
    const { paper, language } = read(sheetSchema, request.query)
    return reply.type('application/pdf').send(await desk.sheet(paper, language))
  })
}

function read<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new Fault('BAD_INPUT', `${issue?.path.join('.') || 'input'}: ${issue?.message}`)
}
