import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { Fault } from '../../main/kernel/fault.ts'
import { protocolHeader, protocolVersion } from '../wire/protocol.ts'
import { blobRoutes } from './blobs/routes.ts'
import { catalogueRoutes } from './catalogue/routes.ts'
import { healthRoutes } from './http/health.ts'
import { keyGuards } from './http/key-guard.ts'
import { servePages } from './http/pages.ts'
import { answerRefusals } from './http/refusal.ts'
import { safeHeaders } from './http/safe-headers.ts'
import { useZod } from './http/zod-schemas.ts'
import { ingestRoutes } from './ingest/routes.ts'
import type { CentralParts } from './parts.ts'
import { inspectionRoutes } from './reports/inspection-routes.ts'
import { reportRoutes } from './reports/routes.ts'
import { stationRoutes } from './stations/routes.ts'
import { callerDecorator, stationGuard } from './stations/station-guard.ts'

/** What an app may have besides its parts: a logger, and the folder of built pages. */
export interface AppOptions {
  readonly log?: FastifyBaseLogger
  readonly pages?: string
}

/** Central's http side, not listening yet: `inject` it in tests, `listen` it in service. */
export async function buildApp(parts: CentralParts, options: AppOptions = {}): Promise<FastifyInstance> {
  const app = Fastify({
    ...(options.log ? { loggerInstance: options.log } : { logger: false }),
    requestTimeout: 120_000,
    // Seconds a closing server waits for answers under way; idle connections are cut at once.
    forceCloseConnections: 'idle',
  })
  useZod(app)
  answerRefusals(app, parts.metrics)
  safeHeaders(app)
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, { max, after }) =>
      new Fault('LOGIN_LOCKED', `more than ${max} tries; the next one counts in ${after}`),
  })
  app.decorateRequest(callerDecorator, null)
  everyAnswer(app, parts)
  const guards = { ...keyGuards(app, parts), station: stationGuard(parts) }
  // Each in a scope of its own: what one takes as a body, another must not.
  app.register(async (scope) => ingestRoutes(scope, parts, guards.station))
  app.register(async (scope) => blobRoutes(scope, parts, guards))
  app.register(async (scope) => stationRoutes(scope, parts, guards.admin))
  app.register(async (scope) => catalogueRoutes(scope, parts, guards))
  app.register(async (scope) => reportRoutes(scope, parts, guards.reading))
  app.register(async (scope) => inspectionRoutes(scope, parts, guards.reading))
  app.register(async (scope) => healthRoutes(scope, parts, guards.reading))
  servePages(app, options.pages)
  await app.ready()
  return app
}

/** The protocol version and central's time go with every answer: a station learns from them what it needs to sign. */
function everyAnswer(app: FastifyInstance, { clock, metrics }: CentralParts): void {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header(protocolHeader, protocolVersion).header('date', new Date(clock.now()).toUTCString())
  })
  app.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) => {
    metrics.requests.observe(
      { method, route: routeOptions.url ?? 'none', status: statusCode },
      elapsedTime / 1000,
    )
  })
}
