import { type ChildProcess, spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { leanEnvironment, leanFlags } from '../../main/kernel/lean-memory.ts'

const root = resolve(import.meta.dirname, '../..')

/** How a child ended. */
export interface ServerEnd {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** A real server of this project as a child process of the test. */
export interface ChildServer {
  readonly url: string
  readonly pid: number
  /** Milliseconds from its start to its ready line. */
  readonly readyMs: number
  readonly ended: Promise<ServerEnd>
  /** Everything it printed so far. */
  printed(): string
  /** Asks it to end (SIGTERM) and waits. */
  stop(): Promise<ServerEnd>
  /** Ends it as a power cut would (SIGKILL) and waits. */
  kill(): Promise<ServerEnd>
}

/** What to start: `name` is the word before `ready` in the line it prints. */
export interface ServerPlan {
  readonly name: 'station' | 'central'
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** A server that ended before it was ready, with all it printed. */
export class EarlyEnd extends Error {
  readonly end: ServerEnd

  constructor(name: string, end: ServerEnd, printed: string) {
    super(`${name} ended (${JSON.stringify(end)}):\n${printed}`)
    this.end = end
  }
}

const scripts = { station: 'main/station/server.ts', central: 'sync/central/server.ts' }

/** Starts the server and waits for its ready line; throws EarlyEnd when it ends before that. */
export async function startServer(plan: ServerPlan): Promise<ChildServer> {
  const startedAt = performance.now()
  const lean =
    plan.name === 'station' ? { flags: leanFlags, env: leanEnvironment() } : { flags: [], env: process.env }
  const child = spawn(process.execPath, [...lean.flags, join(root, scripts[plan.name]), ...plan.args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: root,
    env: { ...lean.env, ...plan.env },
  })
  const lines: string[] = []
  const ended = new Promise<ServerEnd>((tell) => {
    child.once('close', (code, signal) => tell({ code, signal }))
  })
  const url = await readyUrl(plan, child, { lines, ended })
  const readyMs = performance.now() - startedAt
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return ended
  }
  return {
    url,
    pid: child.pid!,
    readyMs,
    ended,
    printed: () => lines.join(''),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
}

function readyUrl(
  plan: ServerPlan,
  child: ChildProcess,
  { lines, ended }: { lines: string[]; ended: Promise<ServerEnd> },
): Promise<string> {
  const pattern = new RegExp(`^${plan.name} ready (\\S+)$`, 'm')
  return new Promise((found, failed) => {
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', (bytes) => {
        lines.push(String(bytes))
        const ready = pattern.exec(lines.join(''))?.[1]
        if (ready) found(ready)
      })
    ended.then((end) => failed(new EarlyEnd(plan.name, end, lines.join(''))))
  })
}
