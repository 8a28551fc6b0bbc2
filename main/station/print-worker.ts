import type { Printer } from '../../drivers/printer/port.ts'
import type { Ledger, PrintJob } from '../../sync/ledger/port.ts'
import type { Clock } from '../kernel/clock.ts'
import { asFault } from '../kernel/fault.ts'
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
    const { ledger, printer, clock } = this.#ports
    while (!this.#stop.signal.aborted) {
      const woken = new Promise<void>((resolve) => {
        this.#wake = resolve
      })
      const job = printer ? ledger.takeJob() : undefined
      const printed = job && printer ? await this.#print(job, printer) : false
      if (!printed) await Promise.race([woken, clock.sleep(retryMs, this.#stop.signal)])
    }
  }

  /** One of the two places where a fault is caught: here it becomes the job's state. */
  async #print(job: PrintJob, printer: Printer): Promise<boolean> {
    const { ledger, hook, told, kickUplink } = this.#ports
    told(job.inspection, 'sending')
    try {
      hook('print:send')
      await printer.print(job.zpl, AbortSignal.any([this.#stop.signal, AbortSignal.timeout(jobLimitMs)]))
      ledger.jobPrinted(job.id)
    } catch (thrown) {
      ledger.jobFailed(job.id, asFault(thrown).code)
      told(job.inspection, 'waiting')
      return false
    }
    told(job.inspection, 'printed')
    kickUplink()
    return true
  }
}
