import { type ChildProcess, fork } from 'node:child_process'
import type { Clock } from '../../main/kernel/clock.ts'
import { leanEnvironment, modelFlags } from '../../main/kernel/lean-memory.ts'
import { yieldCores } from '../../main/kernel/yield-cores.ts'
import { openHatch } from './hatch.ts'
import { wholeAnswer } from './laid-decoded.ts'
import { type Ask, beatMs, blind, type FromOwner, seeing, type ToOwner } from './messages.ts'
import { SentFrames } from './sent-frames.ts'
import { SentReferences } from './sent-patches.ts'

/**
 * Beats that may be missing before the process counts as hung: once it has loaded, and while it loads, because a computer with
 * a slow disk takes its time to read the runtime, and killing it then would only make it begin anew.
 */
const missingBeats = { loaded: 10, loading: 60 } as const
/** Milliseconds before a process that ended is started again; doubled each time it ends without having answered. */
const firstWaitMs = 250
const longestWaitMs = 30_000
/** Ends in a row while loading after which the model is not loaded any more, so that frames can still be measured. */
const triesToLoad = 3

/** What is started, and who hears of it. */
export interface OwnerOptions {
  /** Absolute path of the owner's source. */
  readonly file: string
  readonly weights: string
  readonly threads: number
  readonly provider: string
  /** Folder of learnt heads; empty for none. */
  readonly heads: string
  /** Whether the process gets a core only when nobody else wants it. */
  readonly yielding: boolean
  readonly clock: Clock
  readonly heard: (message: FromOwner) => void
  /** Called when the process ended by itself or was killed, with half a sentence that says how. */
  readonly ended: (how: string) => void
}

/** Keeps one owner process running: starts it, watches its beats, kills it when it hangs, starts it again. */
export class OwnerProcess {
  readonly #options: OwnerOptions
  readonly #closing = new AbortController()
  readonly #hatch = openHatch()
  readonly #sent = new SentFrames(this.#hatch)
  readonly #references = new SentReferences(this.#hatch)
  #child: ChildProcess | undefined
  #loaded = false
  #failedLoads = 0
  #failures = 0
  #missing = 0

  constructor(options: OwnerOptions) {
    this.#options = options
    this.#start()
    void this.#watch()
  }

  pid(): number | undefined {
    return this.#child?.pid
  }

  tell(message: ToOwner): void {
    const light =
      message.kind === 'ask' ? { ...message, ask: this.#lightened(message.id, message.ask) } : message
    // a channel that closed meanwhile is told by 'exit'
    this.#child?.send(light, () => {})
  }

  #lightened(id: number, ask: Ask): Ask {
    return ask.kind === 'compare'
      ? { ...ask, views: this.#references.lighten(id, ask.views) }
      : this.#sent.lighten(id, ask)
  }

  kill(): void {
    this.#child?.kill('SIGKILL')
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return
    this.#closing.abort()
    const child = this.#child
    // killed, not asked: it holds nothing that could be lost
    if (child)
      await new Promise((gone) => {
        child.once('exit', gone)
        child.once('error', gone)
        child.kill('SIGKILL')
      })
    this.#hatch?.close()
  }

  #start(): void {
    const { file, weights, threads, provider, heads, yielding } = this.#options
    const mode = this.#failedLoads >= triesToLoad ? blind : seeing
    const child = fork(file, [weights, String(threads), mode, provider, heads], {
      serialization: 'advanced',
      env: leanEnvironment(),
      execArgv: [...modelFlags],
      // the fifth is its hatchFd
      stdio: ['ignore', 'ignore', 'inherit', 'ipc', this.#hatch?.fd ?? 'ignore'],
    })
    this.#child = child
    if (yielding) yieldCores(child.pid)
    this.#sent.forget()
    this.#references.forget()
    this.#loaded = false
    this.#missing = 0
    child.on('message', (message: FromOwner) => this.#hear(message))
    // a process that never was has no 'exit'
    child.on('error', (error) => child.pid ?? this.#lost(child, `could not be started: ${error.message}`))
    child.once('exit', (code, signal) => this.#lost(child, `ended with ${signal ?? `exit code ${code}`}`))
  }

  #hear(message: FromOwner): void {
    this.#missing = 0
    if (message.kind === 'state') {
      this.#loaded = true
      // Once it is not loaded any more it stays so: it would only begin to end again.
      if (this.#failedLoads < triesToLoad) this.#failedLoads = 0
    }
    this.#options.heard(message.kind === 'answer' ? this.#answered(message) : message)
  }

  #answered(message: FromOwner & { readonly kind: 'answer' }): FromOwner {
    this.#failures = 0
    const answer = wholeAnswer(message.answer, this.#hatch?.fd)
    this.#hatch?.answered(message.id)
    return { ...message, answer }
  }

  #lost(child: ChildProcess, how: string): void {
    if (this.#child !== child) return
    this.#child = undefined
    this.#failures++
    if (!this.#loaded) this.#failedLoads++
    this.#options.ended(how)
    void this.#startAgain()
  }

  async #startAgain(): Promise<void> {
    const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** (this.#failures - 1))
    await this.#options.clock.sleep(wait, this.#closing.signal)
    if (!this.#closing.signal.aborted) this.#start()
  }

  /** Counts rounds, not time: a machine that slept, or a station that was busy, is late by one round only. */
  async #watch(): Promise<void> {
    const { signal } = this.#closing
    while (!signal.aborted) {
      await this.#options.clock.sleep(beatMs, signal)
      if (++this.#missing > missingBeats[this.#loaded ? 'loaded' : 'loading']) this.kill()
    }
  }
}
