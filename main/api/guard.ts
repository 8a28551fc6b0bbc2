import { initTRPC, TRPCError } from '@trpc/server'
import { z } from 'zod'
import { Fault, type FaultCode } from '../kernel/fault.ts'
import type { Asker, Desk } from './desk.ts'
import type { StaffView } from './views.ts'

/** What every call gets: the desk, who asks, and the two things a login may do to the cookie. */
export interface Context {
  readonly desk: Desk
  readonly token: string | undefined
  readonly user: StaffView | undefined
  /** Whether the call came from the machine the station runs on: the kiosk, not a supervisor's browser. */
  readonly local: boolean
  setToken(token: string | undefined): void
}

export const t = initTRPC.context<Context>().create({
  // A pulled network cable closes nothing: without a sign of life a page on the LAN would show an old lane for minutes.
  sse: { ping: { enabled: true, intervalMs: 3_000 }, client: { reconnectAfterInactivityMs: 8_000 } },
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    // Codes cross http intact; stacks never do.
    data: { ...shape.data, stack: undefined, fault: faultOf(error) },
  }),
})

function faultOf(error: TRPCError): { code: FaultCode; hint: string; detail: string } {
  const cause = error.cause
  if (cause instanceof Fault) return { code: cause.code, hint: cause.hint, detail: cause.detail }
  const bad = error.code === 'BAD_REQUEST'
  const fault = new Fault(bad ? 'BAD_INPUT' : 'INTERNAL', bad ? sentence(error) : 'unexpected')
  return { code: fault.code, hint: fault.hint, detail: fault.detail }
}

function sentence(error: TRPCError): string {
  if (!(error.cause instanceof z.ZodError)) return error.message
  return error.cause.issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`).join('; ')
}

const statusOf: Partial<Record<FaultCode, TRPCError['code']>> = {
  NOT_LOGGED_IN: 'UNAUTHORIZED',
  LOGIN_REFUSED: 'UNAUTHORIZED',
  LOGIN_LOCKED: 'TOO_MANY_REQUESTS',
  NOT_ALLOWED: 'FORBIDDEN',
  NOT_FOUND: 'NOT_FOUND',
  NOT_NOW: 'CONFLICT',
  BAD_INPUT: 'BAD_REQUEST',
}

/** For anybody: faults leave as tRPC errors with a fitting http status; anything else stays INTERNAL. */
export const open = t.procedure.use(async ({ next }) => {
  const result = await next()
  if (result.ok || !(result.error.cause instanceof Fault)) return result
  const fault = result.error.cause
  throw new TRPCError({
    code: statusOf[fault.code] ?? 'INTERNAL_SERVER_ERROR',
    message: fault.hint,
    cause: fault,
  })
})

const rank = { operator: 0, supervisor: 1, admin: 2 } as const

function from(role: keyof typeof rank) {
  return open.use(({ ctx, next }) => {
    if (!ctx.user) throw new Fault('NOT_LOGGED_IN', 'this call needs a logged-in person')
    if (rank[ctx.user.role] < rank[role])
      throw new Fault('NOT_ALLOWED', `this needs the role ${role}, you are ${ctx.user.role}`)
    const asker: Asker = { id: ctx.user.id, role: ctx.user.role }
    return next({ ctx: { ...ctx, user: ctx.user, asker } })
  })
}
/** For people logged in with at least that role. */
export const operator = from('operator')
export const supervisor = from('supervisor')
export const admin = from('admin')
