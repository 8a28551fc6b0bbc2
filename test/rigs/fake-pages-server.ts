import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import cookie from '@fastify/cookie'
import statics from '@fastify/static'
import { fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'
import Fastify from 'fastify'
import sharp from 'sharp'
import type { Context } from '../../main/api/guard.ts'
import { router } from '../../main/api/router.ts'
import { type CameraRole, cameraRoles } from '../../main/kernel/frame.ts'
import type { FakeDesk } from './fake-desk.ts'

/** The pages must work without a single inline style or script; the real station may be no laxer. */
export const strictPolicy =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'"

/** Serves built pages from `folder` on a loopback port of its own, with a fake desk behind them. */
export async function serveFakePages(desk: FakeDesk, folder: string, port = 0) {
  const app = Fastify({ forceCloseConnections: true, bodyLimit: 64e6 })
  await app.register(cookie)
  app.addHook('onSend', async (_request, reply) => {
    reply.header('content-security-policy', strictPolicy)
  })
  await app.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: {
      router,
      createContext: ({
        req,
        res,
      }: {
        req: { cookies: Record<string, string | undefined> }
        res: { setCookie(name: string, value: string, options: object): void }
      }): Context => {
        const token = req.cookies.fake
        return {
          desk,
          token,
          user: token ? desk.door.who(token) : undefined,
          local: true,
          setToken: (made) => res.setCookie('fake', made ?? '', { path: '/', httpOnly: true }),
        }
      },
    },
  })
  app.addContentTypeParser(['image/jpeg', 'image/png'], { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )
  app.post<{ Params: { role: 'top' }; Body: Buffer }>('/frames/:role', async (request, reply) => {
    desk.lane.upload(request.params.role, request.body, 'image/jpeg')
    return reply.code(204).send()
  })
  const photos = await fakePhotos()
  app.get<{ Params: { sha256: string } }>('/evidence/:sha256', async (request, reply) => {
    const at = Number.parseInt(request.params.sha256.slice(0, 2), 16) || 0
    return reply.type('image/jpeg').send(photos[at % photos.length])
  })
  app.get<{ Params: { role: CameraRole } }>('/cameras/:role/stage', async (request, reply) =>
    reply.type('image/jpeg').send(photos[cameraRoles.indexOf(request.params.role) % photos.length]),
  )
  app.get<{ Params: { role: CameraRole } }>('/taught/:unit/:role', async (request, reply) => {
    const at = cameraRoles.indexOf(request.params.role)
    return reply.type('image/jpeg').send(photos[at % photos.length])
  })
  app.post<{ Params: { role: CameraRole }; Body: Buffer }>('/teach/:role', async (request, reply) => {
    desk.teach.upload(request.params.role, request.body, 'image/jpeg')
    return reply.code(204).send()
  })
  app.get('/labels/:file', async (_request, reply) => reply.type('image/png').send(await fakeLabel()))
  await app.register(statics, { root: folder })
  await app.listen({ host: '127.0.0.1', port })
  const address = app.server.address()
  const used = typeof address === 'object' ? address?.port : port
  return { url: `http://127.0.0.1:${used}`, close: () => app.close() }
}

/** Drawn parcels; with FAKE_PHOTOS=FOLDER, that folder's JPEGs, to see the screens with real photographs. */
export async function fakePhotos(): Promise<readonly Buffer[]> {
  const folder = process.env.FAKE_PHOTOS
  if (folder) {
    const names = readdirSync(folder)
      .filter((name) => /\.jpe?g$/i.test(name))
      .sort()
    return Promise.all(names.map((name) => photoOf(readFileSync(join(folder, name)))))
  }
  return Promise.all(
    ['#b58d5f', '#8aa0b8', '#c2b49a', '#9a8fb0'].map((colour) => photoOf(Buffer.from(drawn(colour)))),
  )
}

async function photoOf(picture: Buffer): Promise<Buffer> {
  return sharp(picture).resize(1600, 1200, { fit: 'cover' }).jpeg().toBuffer()
}

/** Something that looks like a label. */
async function fakeLabel(): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="812" height="406"><rect width="812" height="406" fill="#fff"/><text x="30" y="150" font-size="110" font-family="sans-serif" font-weight="700">OPEN BOX</text><text x="640" y="150" font-size="130" font-family="sans-serif" font-weight="700">C</text><path d="M30 220h4v120h-4zm12 0h8v120h-8zm14 0h3v120h-3zm10 0h9v120h-9zm20 0h4v120h-4zm12 0h8v120h-8z"/></svg>`
  return sharp(Buffer.from(svg)).png().toBuffer()
}

function drawn(colour: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1200"><rect width="1600" height="1200" fill="#d9dcdd"/><path d="M380 380 800 250l420 130v480L800 1010 380 860z" fill="${colour}"/><path d="m380 380 420 140 420-140M800 520v490" fill="none" stroke="#0003" stroke-width="8"/><ellipse cx="480" cy="500" rx="90" ry="60" fill="#0002"/><circle cx="1060" cy="740" r="40" fill="#5a3a1a66"/></svg>`
}
