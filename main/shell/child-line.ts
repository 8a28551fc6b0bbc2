/** Where a child's line came out. */
export type Stream = 'stdout' | 'stderr'

/** What a line of a child means to the person at the terminal. */
export type Heard =
  | { readonly kind: 'ready'; readonly url: string }
  | { readonly kind: 'warning'; readonly text: string }
  /** A plain line on stderr: shown only when the child ends with code 2, so that no stack trace is. */
  | { readonly kind: 'complaint'; readonly text: string }
  | { readonly kind: 'log' }

/** pino's number for `warn`; what is above it is worse. */
const warnLevel = 40

/** Reads one line of the child `name`: its ready line, a warning of its log, a complaint, or mere log. */
export function hearLine(name: string, stream: Stream, line: string): Heard {
  const ready = new RegExp(`^${name} ready (\\S+)$`).exec(line)
  if (ready?.[1]) return { kind: 'ready', url: ready[1] }
  const logged = line.startsWith('{') ? parsed(line) : undefined
  if (logged) {
    const bad = Number(logged.level) >= warnLevel && typeof logged.msg === 'string'
    return bad ? { kind: 'warning', text: `${name}: ${logged.msg}` } : { kind: 'log' }
  }
  return stream === 'stderr' && line.trim() !== '' && !line.startsWith('(node:')
    ? { kind: 'complaint', text: line }
    : { kind: 'log' }
}

function parsed(line: string): { readonly level?: unknown; readonly msg?: unknown } | undefined {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
