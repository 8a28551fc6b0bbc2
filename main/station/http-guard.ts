import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Fault } from '../kernel/fault.ts'

const loopbackNames = ['localhost', '127.0.0.1', '[::1]']

/** Host name of a Host header or origin, without its port. */
function hostName(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase()
}

/** Whether an address is of the machine itself, also as an IPv4 address written in IPv6. */
export function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address)
}

/**
 * Lets in only requests that name this station: a Host of another name is DNS rebinding, an Origin of
 * another place is a foreign page using the operator's cookie.
 */
export function guardHosts(app: FastifyInstance, names: readonly string[]): void {
  const known = new Set([...loopbackNames, ...names.map((name) => name.toLowerCase())])
  app.addHook('onRequest', async (request: FastifyRequest) => {
    const { host = '', origin } = request.headers
    if (!known.has(hostName(host)))
      throw new Fault('NOT_ALLOWED', `Host ${host} is not a name of this station`)
    if (origin !== undefined && originName(origin) !== hostName(host)) {
      throw new Fault('NOT_ALLOWED', `a page of ${origin} may not use this station`)
    }
  })
}

/** Host name of an origin; undefined for `null` and anything that is none. */
function originName(origin: string): string | undefined {
  return URL.canParse(origin) ? hostName(new URL(origin).host) : undefined
}
