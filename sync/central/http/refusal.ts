import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Fault, type FaultCode } from '../../../main/kernel/fault.ts'
import type { Refusal } from '../../wire/answers.ts'
import { faultHeader } from '../../wire/protocol.ts'
import type { Metrics } from './metrics.ts'

/** Http status of each fault central throws; every other one is its own mistake: 500. */
const statusOf: Partial<Record<FaultCode, number>> = {
  BAD_INPUT: 400,
  BLOB_CORRUPT: 400,
  CATALOGUE_BAD_BATCH: 400,
  EVENT_INVALID: 400,
  UPLINK_VERSION: 400,
  KEY_REFUSED: 401,
  UPLINK_CLOCK: 401,
  UPLINK_REFUSED: 401,
  ENROL_REFUSED: 403,
  STATION_DISABLED: 403,
  NOT_FOUND: 404,
  EVENT_CONFLICT: 409,
  EVENT_GAP: 409,
  TOO_LARGE: 413,
  LOGIN_LOCKED: 429,
  DISK_FULL: 507,
}

/** The gap a batch would leave: `expected` is the seq central wants next. */
export class GapFault extends Fault {
  readonly expected: number

  constructor(expected: number, found: number) {
    super('EVENT_GAP', `the batch starts at event ${found}, event ${expected} is next`)
    this.expected = expected
  }
}

/** Every error leaves as one JSON shape with its code; what was unexpected is logged whole and sent without its words. */
export function answerRefusals(app: FastifyInstance, metrics: Metrics): void {
  const refuse = (fault: Fault, reply: FastifyReply, status = statusOf[fault.code] ?? 500) => {
    metrics.refused.inc({ code: fault.code })
    return reply.code(status).header(faultHeader, fault.code).send(refusalOf(fault))
  }
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const fault = faultOf(error)
    if (fault.code === 'INTERNAL') request.log.error({ err: error }, 'a request failed unexpectedly')
    else request.log.info({ code: fault.code, detail: fault.detail }, 'refused')
    if (fault.code === 'KEY_REFUSED') reply.header('www-authenticate', 'Bearer realm="regrade central"')
    // Fastify's own refusals (an unknown media type, say) know their status better.
    return refuse(fault, reply, isRefusal(error.statusCode) ? error.statusCode : undefined)
  })
  app.setNotFoundHandler((request: FastifyRequest, reply) =>
    refuse(new Fault('NOT_FOUND', `${request.method} ${request.url.split('?')[0]} is not here`), reply),
  )
}

function refusalOf(fault: Fault): Refusal {
  const error = { code: fault.code, detail: fault.detail, hint: fault.hint }
  return fault instanceof GapFault ? { error, expected: fault.expected } : { error }
}

function faultOf(error: FastifyError): Fault {
  if (error instanceof Fault) return error
  if (error instanceof z.ZodError && error.validationContext)
    return new Fault('BAD_INPUT', problemsOf(error, error.validationContext), error)
  if (error.statusCode === 413) return new Fault('TOO_LARGE', error.message, error)
  if (isRefusal(error.statusCode)) return new Fault('BAD_INPUT', error.message, error)
  return new Fault('INTERNAL', 'central could not do this; its log says why', error)
}

function isRefusal(status: number | undefined): status is number {
  return status !== undefined && status >= 400 && status < 500
}

/** All problems of a checked value in one sentence: place and what is allowed. */
export function problemsOf(error: z.ZodError, within: string): string {
  return error.issues
    .slice(0, 5)
    .map((issue) => `${[within, ...issue.path].join('.')}: ${issue.message}`)
    .join('; ')
}
