import type { FastifyReply, FastifyRequest } from 'fastify'

const sessionCookie = 'regrade_session'

/** Sets or clears the session cookie: HttpOnly, same-site only, gone with the browser. */
export function setSessionCookie(reply: FastifyReply, token: string | undefined): void {
  const options = { path: '/', httpOnly: true, sameSite: 'strict' } as const
  if (token) reply.setCookie(sessionCookie, token, options)
  else reply.clearCookie(sessionCookie, options)
}

export function tokenOf(request: FastifyRequest): string | undefined {
  return request.cookies[sessionCookie]
}
