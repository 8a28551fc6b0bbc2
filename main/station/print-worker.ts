import type { FastifyBaseLogger } from 'fastify'
import type { Printer } from '../../drivers/printer/port.ts'
import type { Ledger, PrintJob } from '../../sync/ledger/port.ts'
import type { Clock } from '../kernel/clock.ts'
import { asFault, type Fault, type FaultCode } from '../kernel/fault.ts'
import type { StepHook } from '../kernel/steps.ts'

/** Milliseconds one label may take, status checks included, before the printer counts as gone. */
const jobLimitMs = 60_000
/** Milliseconds between two tries of a job that waits for the printer. */
const retryMs = 2000

export interface PrintPorts {
  readonly ledger: Ledger
  readonly printer: Printer | undefined
  readonly clock: Clock
  readonly hook: StepHook
  readonly log: Pick<FastifyBaseLogger, 'warn'>
  /** Hears what became of an inspection's label. */
  told(inspection: string, label: 'sending' | 'printed' | 'waiting'): void
  /** Hears that an event waits for the uplink. */
  kickUplink(): void
}

/** Prints jobs one after the other, oldest first, for ever; a job that fails waits and is tried again. */
export class PrintWorker {
  readonly #ports: PrintPorts
  readonly #stop = new AbortController()
  #wake = () => {}
  #done: Promise<void> | undefined
  #unnoted: (() => void) | undefined
  #said: FaultCode | undefined

  constructor(ports: PrintPorts) {
    this.#ports = ports
  }

  start(): void {
    this.#done = this.#run()
  }

  /** There may be a job. */
  kick(): void {
    this.#wake()
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    this.#wake()
    await this.#done
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const woken = new Promise<void>((resolve) => {
        this.#wake = resolve
      })
      if (!(await this.#turn()))
        await Promise.race([woken, this.#ports.clock.sleep(retryMs, this.#stop.signal)])
    }
  }

  /** True where a label was printed: then there may be another. What the ledger refuses is tried again and never ends the worker. */
  async #turn(): Promise<boolean> {
    const { ledger, printer } = this.#ports
    try {
      this.#note()
      const job = printer ? ledger.takeJob() : undefined
      const printed = job && printer ? await this.#print(job, printer) : false
      this.#said = undefined
      return printed
    } catch (thrown) {
      this.#say(asFault(thrown))
      return false
    }
  }

  async #print(job: PrintJob, printer: Printer): Promise<boolean> {
    const { ledger, told, kickUplink } = this.#ports
    told(job.inspection, 'sending')
    const fault = await this.#send(job, printer)
    this.#unnoted = () => {
      if (fault) ledger.jobFailed(job.id, fault.code)
      else ledger.jobPrinted(job.id)
      told(job.inspection, fault ? 'waiting' : 'printed')
      if (!fault) kickUplink()
    }
    this.#note()
    return !fault
  }

  /** One of the two places where a fault is caught: here it becomes the job's state. */
  async #send({ zpl }: PrintJob, printer: Printer): Promise<Fault | undefined> {
    try {
      this.#ports.hook('print:send')
      await printer.print(zpl, AbortSignal.any([this.#stop.signal, AbortSignal.timeout(jobLimitMs)]))
      return undefined
    } catch (thrown) {
      const fault = asFault(thrown)
      if (fault.code === 'INTERNAL')
        this.#ports.log.warn({ err: fault }, 'the printer failed in a way nobody expected')
      return fault
    }
  }

  /** Writes down what became of the last label; until that worked no other is taken, and none is printed twice. */
  #note(): void {
    this.#unnoted?.()
    this.#unnoted = undefined
  }

  /** Once for each new trouble: a disk stays full for hours. */
  #say(fault: Fault): void {
    if (fault.code === this.#said) return
    this.#said = fault.code
    this.#ports.log.warn({ err: fault }, 'labels wait for the ledger; the next try comes by itself')
  }
}
