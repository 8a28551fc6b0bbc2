import { parseArgs } from 'node:util'
import { Fault } from '../../main/kernel/fault.ts'

/** How central was started. */
export interface Flags {
  readonly data: string
  readonly port: number
  readonly host: string
  readonly pages?: string
  /** PostgreSQL to use instead of PGlite in `data`. */
  readonly databaseUrl?: string
}

export const usage = 'node sync/central/server.ts [--data DIR] [--port N] [--host ADDRESS] [--pages DIR]'

const text = { type: 'string' } as const

/** Reads the command line and DATABASE_URL; anything unknown is Fault BAD_INPUT with what is allowed. */
export function readFlags(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Flags {
  const { data = '.regrade', port = '4320', host = '127.0.0.1', pages } = parsed(args)
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new Fault('BAD_INPUT', `--port: found ${port}; a whole number from 0 to 65535 is allowed`)
  const url = env.DATABASE_URL
  if (url && !/^postgres(ql)?:\/\//.test(url))
    throw new Fault('CONFIG_WRONG', 'DATABASE_URL: only postgres://… or postgresql://… is allowed')
  return {
    ...{ data, host, port: Number(port) },
    ...(pages === undefined ? {} : { pages }),
    ...(url ? { databaseUrl: url } : {}),
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { data: text, port: text, host: text, pages: text } }).values
  } catch (cause) {
    throw new Fault('BAD_INPUT', `${(cause as Error).message} Use: ${usage}`, cause)
  }
}
