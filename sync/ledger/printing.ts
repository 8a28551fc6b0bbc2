import { Fault } from '../../main/kernel/fault.ts'
import { eventTypes } from '../wire/event-types.ts'
import type { LedgerParts } from './parts.ts'
import type { Ledger, PrintJob } from './port.ts'

/** The printer's side of the ledger. */
export function printing(parts: LedgerParts): Pick<Ledger, 'takeJob' | 'jobPrinted' | 'jobFailed' | 'jobs'> {
  const { jobs, jobRows, hook, write } = parts
  return {
    takeJob() {
      const n = jobs.take()
      return n === undefined ? undefined : jobRows.numbered(n)
    },
    jobPrinted(id) {
      hook('print:done')
      write(() => {
        const job = existing(parts, id)
        if (job.state !== 'printed') markPrinted(parts, job)
      })
    },
    jobFailed: (id, fault) => jobs.failed(existing(parts, id).id, fault),
    jobs: jobRows.inState,
  }
}

function existing({ jobRows }: LedgerParts, id: string): PrintJob {
  const job = jobRows.find(id)
  if (!job) throw new Fault('NOT_FOUND', `there is no print job ${id}`)
  return job
}

function markPrinted({ jobs, inspections, events, clock }: LedgerParts, { id, inspection }: PrintJob): void {
  jobs.done(id)
  const plate = inspections.plateOf(inspection)
  const body = { job: id, inspection, plate, at: clock.now() }
  events.append({ seq: events.next(), type: eventTypes.printed, subject: inspection, body, blobs: [] })
}
