import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Clock } from '../../main/kernel/clock.ts'
import { leanEnvironment, modelFlags } from '../../main/kernel/lean-memory.ts'
import { yieldCores } from '../../main/kernel/yield-cores.ts'
import { openHatch } from '../onnx/hatch.ts'
import { laid } from './laid-view.ts'
import type { FromSigner, ToSigner } from './messages.ts'
import type { ShownPhoto, ShownView, Signature, Signer, SignerState } from './port.ts'

/** Milliseconds before a process that ended is started again; doubled each time it ends without having answered. */
const firstWaitMs = 500
const longestWaitMs = 30_000
/** Ends in a row while loading after which it is not started any more. */
const triesToLoad = 3
/** Questions that may wait at once: a process that hangs must not gather them. */
const mostWaiting = 16

/** Milliseconds without an answer, while some wait, after which the process counts as hung: it yields to all others, so it may be slow. */
const hungMs = 60_000

/** What is answered to a question. */
type Answer = Exclude<FromSigner, { kind: 'state' }>

export interface SignerOptions {
  /** A folder of packs, or the manifest of one. */
  readonly place: string
  readonly clock: Clock
  /** The program that is started; another for tests. */
  readonly file?: string
}

/** Signs in a process of its own, which gets a core only when nobody else wants it: no item waits for it. */
export function startSigner(options: SignerOptions): Signer {
  return new SigningProcess(options)
}

class SigningProcess implements Signer {
  readonly #options: SignerOptions
  readonly #closing = new AbortController()
  readonly #waiting = new Map<number, (answer: Answer | undefined) => void>()
  readonly #hatch = openHatch()
  #state: SignerState = { kind: 'starting' }
  #child: ChildProcess | undefined
  #lastId = 0
  #failures = 0
  #loads = 0
  /** When it last answered, or began to be waited for, in ticks. */
  #heardAt = 0

  constructor(options: SignerOptions) {
    this.#options = options
    this.#start()
  }

  state(): SignerState {
    return this.#state
  }

  async sign(shown: ShownPhoto | ShownView, withinMs: number): Promise<Signature | undefined> {
    const answer = await this.#ask(
      (id) => ({ kind: 'sign', id, shown: laid(shown, this.#hatch, id) }),
      withinMs,
    )
    return answer?.kind === 'signed' ? answer.signature : undefined
  }

  async found(
    places: Int8Array,
    groups: readonly (readonly Int8Array[])[],
    withinMs: number,
  ): Promise<readonly number[] | undefined> {
    const answer = await this.#ask((id) => ({ kind: 'find', id, places, groups }), withinMs)
    return answer?.kind === 'found' ? answer.found : undefined
  }

  async #ask(question: (id: number) => ToSigner, withinMs: number): Promise<Answer | undefined> {
    const child = this.#child
    if (this.#state.kind !== 'ready' || !child || withinMs <= 0) return undefined
    if (this.#hangs()) child.kill('SIGKILL')
    if (this.#waiting.size >= mostWaiting) return undefined
    if (this.#waiting.size === 0) this.#heardAt = this.#options.clock.ticks()
    const id = ++this.#lastId
    const answer = Promise.withResolvers<Answer | undefined>()
    this.#waiting.set(id, answer.resolve)
    // a channel that closed meanwhile is told by 'exit'
    child.send(question(id), () => {})
    const done = new AbortController()
    const late = this.#options.clock.sleep(withinMs, done.signal).then(() => undefined)
    try {
      return await Promise.race([answer.promise, late])
    } finally {
      done.abort()
    }
  }

  #hangs(): boolean {
    return this.#waiting.size > 0 && this.#options.clock.ticks() - this.#heardAt > hungMs
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return
    this.#closing.abort()
    const child = this.#child
    this.#child = undefined
    this.#state = { kind: 'absent', detail: 'It is closed.' }
    this.#nobodyAnswers()
    // killed, not asked: it holds nothing that could be lost
    if (child && child.exitCode === null && child.signalCode === null)
      await new Promise((gone) => {
        child.once('exit', gone)
        child.once('error', gone)
        child.kill('SIGKILL')
      })
    this.#hatch?.close()
  }

  #start(): void {
    const { place, file = fileURLToPath(new URL('./signer-process.ts', import.meta.url)) } = this.#options
    const child = fork(file, [place], {
      serialization: 'advanced',
      env: leanEnvironment(),
      execArgv: [...modelFlags],
      // the fifth is its hatchFd
      stdio: ['ignore', 'ignore', 'inherit', 'ipc', this.#hatch?.fd ?? 'ignore'],
    })
    this.#child = child
    this.#hatch?.clear()
    yieldCores(child.pid)
    child.on('message', (message: FromSigner) => this.#hear(message))
    // a process that never was has no 'exit'
    child.on('error', () => child.pid ?? void this.#lost(child))
    child.once('exit', () => void this.#lost(child))
  }

  #hear(message: FromSigner): void {
    if (this.#closing.signal.aborted) return
    if (message.kind === 'state') {
      this.#state = message.state
      this.#loads = 0
    } else {
      this.#failures = 0
      this.#heardAt = this.#options.clock.ticks()
      this.#hatch?.answered(message.id)
      this.#settle(message.id, message)
    }
  }

  #settle(id: number, answer: Answer | undefined): void {
    this.#waiting.get(id)?.(answer)
    this.#waiting.delete(id)
  }

  #nobodyAnswers(): void {
    for (const id of [...this.#waiting.keys()]) this.#settle(id, undefined)
  }

  async #lost(child: ChildProcess): Promise<void> {
    if (this.#child !== child) return
    this.#child = undefined
    this.#nobodyAnswers()
    if (this.#state.kind === 'starting' && ++this.#loads >= triesToLoad) {
      const detail = 'The model ended its process each time it was loaded. Install it again, or an older one.'
      this.#state = { kind: 'refused', model: this.#options.place, detail }
      return
    }
    this.#state = { kind: 'starting' }
    const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** this.#failures++)
    await this.#options.clock.sleep(wait, this.#closing.signal)
    if (!this.#closing.signal.aborted) this.#start()
  }
}
