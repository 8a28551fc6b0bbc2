import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Clock } from '../kernel/clock.ts'
import { Fault } from '../kernel/fault.ts'
import { yieldCores } from '../kernel/yield-cores.ts'

export interface LearnerPorts {
  /** The station's data folder, and its configuration's file where it has one. */
  readonly data: string
  readonly configFile: string | undefined
  readonly clock: Pick<Clock, 'now'>
  /** Another program than learn.ts, for tests. */
  readonly file?: string
}

/** How far learning is. */
export interface Learning {
  readonly since: number
  readonly done: number
  readonly of: number
}

/**
 * Learns in a process of its own, the same one `npm run learn` is: reading thousands of records and fitting heads takes seconds,
 * which the lane's thread has not. It yields to every other process.
 */
export class Learner {
  readonly #ports: LearnerPorts
  #child: ChildProcess | undefined
  #learning: Learning | undefined
  #failed: string | undefined
  #closed = false

  constructor(ports: LearnerPorts) {
    this.#ports = ports
  }

  get learning(): Learning | undefined {
    return this.#learning
  }

  /** Why the last learning failed, in a sentence. */
  get failed(): string | undefined {
    return this.#failed
  }

  /** Starts at once, and resolves when it is over: true where it came to its end. Fault NOT_NOW while it goes on already. */
  learn(by: string): Promise<boolean> {
    if (this.#closed || this.#learning) throw new Fault('NOT_NOW', 'the station is learning already; wait')
    this.#failed = undefined
    this.#learning = { since: this.#ports.clock.now(), done: 0, of: 0 }
    return this.#run(by)
  }

  /** What is being learnt is given up; the head in use stays as it is. */
  async close(): Promise<void> {
    this.#closed = true
    const child = this.#child
    if (!child) return
    const gone = new Promise((done) => child.once('close', done))
    child.kill('SIGKILL')
    await gone
  }

  #run(by: string): Promise<boolean> {
    const { data, configFile, file = learnFile } = this.#ports
    const config = configFile === undefined ? [] : ['--config', configFile]
    const child = fork(file, ['--data', data, ...config, '--json', '--by', by], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    this.#child = child
    yieldCores(child.pid)
    let said = ''
    child.stderr?.on('data', (text) => {
      said = `${said}${text}`.slice(0, 2_000)
    })
    child.on('message', (step: { done: number; of: number }) => {
      if (this.#learning) this.#learning = { ...this.#learning, ...step }
    })
    return new Promise((over) => {
      child.on('error', (error) => {
        this.#over(`learning could not be started: ${error.message}`)
        over(false)
      })
      child.on('close', (code, signal) => {
        this.#over(code === 0 ? undefined : said.trim() || `learning ended with ${signal ?? code}`)
        over(code === 0)
      })
    })
  }

  #over(failed: string | undefined): void {
    this.#child = undefined
    this.#learning = undefined
    this.#failed = this.#closed ? undefined : failed
  }
}

const learnFile = fileURLToPath(new URL('./learn.ts', import.meta.url))
