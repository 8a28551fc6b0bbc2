import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import statics from '@fastify/static'
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  LogController,
} from 'fastify'
import type { Desk } from '../api/desk.ts'
import { router, type StationRouter } from '../api/router.ts'
import { asFault, Fault } from '../kernel/fault.ts'
import { guardHosts, isLoopback } from './http-guard.ts'
import { type MediaPorts, mediaRoutes, photoLimit } from './http-media.ts'
import { setSessionCookie, tokenOf } from './session-cookie.ts'

export interface HttpPorts extends MediaPorts {
  readonly desk: Desk
  /** Folder of the built pages; undefined serves the API only. */
  readonly pages: string | undefined
  /** Names besides loopback under which browsers may reach the station. */
  readonly names: readonly string[]
  readonly log: FastifyBaseLogger
}

/** Largest body of a call, in bytes: the longest one is a configuration; photographs have a limit of their own (http-media.ts). */
const bodyLimit = 1024 * 1024

const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    'default-src': ["'self'"],
    'script-src': ["'self'"],
    // No inline styles either: the pages keep Mantine from writing style tags (renderer/README.md).
    'style-src': ["'self'"],
    'img-src': ["'self'", 'blob:', 'data:'],
    'media-src': ["'self'", 'blob:'],
    'connect-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  },
}

/** The station's http side, built but not listening: API, photographs, labels and pages. */
export async function buildHttp(ports: HttpPorts): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    loggerInstance: ports.log,
    bodyLimit,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
  })
  app.setErrorHandler((error, request, reply) => {
    const { statusCode: status, code: known } = error as { statusCode?: number; code?: string }
    const fault =
      known === 'FST_ERR_CTP_BODY_TOO_LARGE'
        ? tooLarge(request.routeOptions.bodyLimit)
        : faultOf(error, status)
    if (fault.code === 'INTERNAL' && (!status || status >= 500))
      ports.log.error({ err: error }, 'request failed')
    return sendFault(reply, fault, status)
  })
  app.setNotFoundHandler((request, reply) => {
    const { method, url } = request
    if (ports.pages && method === 'GET' && !url.includes('.') && !url.startsWith('/trpc'))
      return reply.sendFile('index.html')
    return sendFault(reply, new Fault('NOT_FOUND', `there is no ${url.slice(0, 200)}`))
  })
  guardHosts(app, ports.names)
  await app.register(cookie)
  await app.register(helmet, {
    contentSecurityPolicy,
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
  })
  await app.register(fastifyTRPCPlugin, trpcOptions(ports))
  await app.register(mediaRoutes, ports)
  app.get('/healthz', async () => ({ ok: true }))
  if (ports.pages) await app.register(statics, { root: ports.pages, index: ['index.html'] })
  return app
}

function tooLarge(limit = bodyLimit): Fault {
  const code = limit === photoLimit ? 'PHOTO_TOO_LARGE' : 'BAD_INPUT'
  return new Fault(code, `more than ${limit} bytes were sent`)
}

/** What fastify itself refuses is the caller's mistake. */
function faultOf(error: unknown, status: number | undefined): Fault {
  return status !== undefined && status < 500 && error instanceof Error
    ? new Fault('BAD_INPUT', error.message)
    : asFault(error)
}

function sendFault(reply: FastifyReply, { code, detail, hint }: Fault, status?: number): FastifyReply {
  return reply.code(status ?? statusOf(code) ?? 500).send({ error: { code, detail, hint } })
}

function statusOf(code: string): number | undefined {
  return {
    NOT_ALLOWED: 403,
    NOT_LOGGED_IN: 401,
    NOT_FOUND: 404,
    NOT_NOW: 409,
    BAD_INPUT: 400,
    EVIDENCE_MISSING: 404,
  }[code]
}

function trpcOptions({ desk, log }: HttpPorts): { prefix: string } & FastifyTRPCPluginOptions<StationRouter> {
  return {
    prefix: '/trpc',
    trpcOptions: {
      router,
      onError: ({ error, path }) => {
        const fault = asFault(error.cause ?? error)
        // Never the input: it may hold a PIN, a badge or a code of central.
        if (error.code === 'INTERNAL_SERVER_ERROR' && isOurs(fault))
          log.error({ err: fault, path }, 'a call failed in a way nobody expected')
      },
      createContext: ({ req, res }) => {
        const token = tokenOf(req)
        return {
          desk,
          token,
          user: token ? desk.door.who(token) : undefined,
          local: isLoopback(req.ip),
          setToken: (made) => setSessionCookie(res, made),
        }
      },
    },
  }
}

/** What no person and no device can help: a mistake in the station itself, or a disk that takes nothing. */
function isOurs({ code, remedy }: Fault): boolean {
  return code === 'INTERNAL' || remedy === 'stop-lane'
}
