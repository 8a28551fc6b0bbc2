import { type ChildProcess, fork } from 'node:child_process'
import { createInterface } from 'node:readline'
import { isRestartWanted } from '../kernel/restart-wish.ts'
import { hearLine, type Stream } from './child-line.ts'
import { afterDeath } from './restart-policy.ts'
import type { RotatingLog } from './rotating-log.ts'

/** A child to keep running: a TypeScript file with its arguments. */
export interface ChildPlan {
  readonly name: string
  readonly script: string
  readonly args: readonly string[]
  /** Flags of the runtime. */
  readonly flags: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly log: RotatingLog
}

/** How a child came to its end for good. `refused` is exit code 2 of one that was never ready: starting it again would not help. */
export type ChildEnd = { readonly kind: 'stopped' | 'refused' | 'gave-up'; readonly sentence: string }

/** What the shell hears of a child. */
export interface ChildEars {
  ready(url: string): void
  warning(text: string): void
  /** A message over the IPC channel; `answer` sends one back. */
  message(message: unknown, answer: (words: object) => void): void
}

/** A child that is started again when it dies, until stopped. */
export interface KeptChild {
  readonly ended: Promise<ChildEnd>
  /** Asks the child to end (SIGTERM), ends it (SIGKILL) after `graceMs`; may be called twice. */
  stop(): Promise<ChildEnd>
}

const graceMs = 10_000
/** Lines on stderr that are kept to be passed on. */
const lastWords = 20

/** Starts the child and keeps it running; its lines go to the log, what matters of them to `ears`. */
export function keepAlive(plan: ChildPlan, ears: ChildEars): KeptChild {
  const { promise, resolve } = Promise.withResolvers<ChildEnd>()
  let child: ChildProcess | undefined
  let timer: NodeJS.Timeout | undefined
  let stopping = false
  let quick = 0
  let worked = false

  const stopped = () => resolve({ kind: 'stopped', sentence: `${plan.name} has ended.` })
  const again = (how: string, livedMs: number, said: string) => {
    const next = afterDeath(quick, livedMs)
    quick = next.quick
    if (next.kind === 'give-up') return resolve(givenUp(plan, `${how} ${quick} times`))
    ears.warning(said)
    timer = setTimeout(start, next.delayMs)
  }
  const start = () => {
    const startedAt = performance.now()
    const life: Life = { complaints: [], ready: false, wanted: false }
    child = forked(plan, ears, life)
    child.once('close', (code, signal) => {
      child = undefined
      worked ||= life.ready
      const lived = performance.now() - startedAt
      if (stopping) return stopped()
      if (life.wanted && life.ready) {
        quick = 0
        return start()
      }
      const words = refusal(plan, life.complaints)
      // What was ready once is refused by what passes, as a port that another program took while it was gone.
      if (life.wanted || (code === 2 && worked)) return again(`${plan.name} could not start`, lived, words)
      if (code === 2) return resolve({ kind: 'refused', sentence: words })
      const how = `${plan.name} ended unexpectedly (${signal ?? `code ${code}`})`
      again(how, lived, `${how}; it is started again. Its last words are in ${plan.log.file}.`)
    })
  }
  start()
  return {
    ended: promise,
    stop() {
      if (!stopping) {
        stopping = true
        clearTimeout(timer)
        if (child) end(child)
        else stopped()
      }
      return promise
    },
  }
}

/** One life of a child: what it complained of, whether it was ready, and whether it asked to be started again. */
interface Life {
  readonly complaints: string[]
  ready: boolean
  wanted: boolean
}

function forked(plan: ChildPlan, ears: ChildEars, life: Life): ChildProcess {
  const child = fork(plan.script, [...plan.args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Its own process group: Ctrl-C reaches the shell alone, which then ends the children in order.
    detached: process.platform !== 'win32',
    windowsHide: true,
    env: plan.env,
    execArgv: [...process.execArgv, ...plan.flags],
  })
  const listen = (stream: Stream) =>
    createInterface({ input: child[stream]! }).on('line', (line) => {
      plan.log.write(line)
      const heard = hearLine(plan.name, stream, line)
      if (heard.kind === 'ready') {
        life.ready = true
        ears.ready(heard.url)
      }
      if (heard.kind === 'warning') ears.warning(heard.text)
      if (heard.kind === 'complaint') keepLast(life.complaints, heard.text)
    })
  listen('stdout')
  listen('stderr')
  child.on('message', (message) => {
    if (!isRestartWanted(message)) return ears.message(message, (words) => tell(child, words))
    life.wanted = true
    end(child)
  })
  child.on('error', (error) => life.complaints.push(error.message))
  return child
}

/** A child may complain for months: what it said last says why it ended. */
function keepLast(complaints: string[], text: string): void {
  complaints.push(text)
  if (complaints.length > lastWords) complaints.shift()
}

function tell(child: ChildProcess, words: object): void {
  if (child.connected) child.send(words)
}

function givenUp({ log }: ChildPlan, how: string): ChildEnd {
  const sentence = `${how} in a row and is not started again; its last words are in ${log.file}.`
  return { kind: 'gave-up', sentence }
}

function refusal(plan: ChildPlan, complaints: readonly string[]): string {
  return complaints.join('\n') || `${plan.name} cannot start; see ${plan.log.file}.`
}

function end(child: ChildProcess): void {
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), graceMs)
  child.once('close', () => clearTimeout(late))
}
