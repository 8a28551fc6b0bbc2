import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Fault } from '../../../main/kernel/fault.ts'
import type { CentralParts } from '../parts.ts'

/** Lets a request through or throws a Fault. */
export type Guard = (request: FastifyRequest) => Promise<void>

/** Wrong keys an address may send in a minute. */
const wrongKeysPerMinute = 20

/** Guards by bearer key: `admin` for what changes something, `reading` for reports, which this machine alone may read without one. */
export function keyGuards(
  app: FastifyInstance,
  parts: CentralParts,
): { readonly admin: Guard; readonly reading: Guard } {
  const countWrong = app.createRateLimit({ max: wrongKeysPerMinute, timeWindow: 60_000 })
  const refuse = async (request: FastifyRequest, wanted: string): Promise<never> => {
    const said = request.headers.authorization === undefined ? 'no key was sent' : 'the key sent is another'
    const count = await countWrong(request)
    if (!count.isAllowed && count.isExceeded)
      throw new Fault('LOGIN_LOCKED', `more than ${wrongKeysPerMinute} wrong keys in a minute`)
    throw new Fault('KEY_REFUSED', `this needs ${wanted}; ${said}`)
  }
  const { admin, reports } = parts.keys
  return {
    async admin(request) {
      if (!carries(request, admin)) await refuse(request, 'the admin key')
    },
    async reading(request) {
      if (parts.openReading && isLoopbackName(request.hostname)) return
      if (carries(request, admin) || carries(request, reports)) return
      await refuse(request, 'the admin key or the reports key')
    },
  }
}

/**
 * Whether a Host header names this machine. A page of another site can make a browser connect to 127.0.0.1 under
 * that site's own name (DNS rebinding), but it cannot make the browser call it localhost.
 */
export function isLoopbackName(hostname: string): boolean {
  const name = hostname.toLowerCase()
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/.test(name) || name.endsWith('.localhost')
}

function carries(request: FastifyRequest, key: string): boolean {
  const sent = /^Bearer\s+(\S+)\s*$/i.exec(request.headers.authorization ?? '')?.[1]
  return sent !== undefined && timingSafeEqual(hash(sent), hash(key))
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
